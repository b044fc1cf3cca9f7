import { z } from 'zod';
import { conditions, flags, formats } from '../modules/catalogue/index.ts';

/** What goes over the wire, as contract.md has it. */
export const money = z.object({ amount: z.number().int(), currency: z.string() });
export const moneyInput = z.object({
  amount: z.number().int().min(1).max(1_000_000_000_000),
  currency: z.string().length(3),
});

const moment = z.iso.datetime();
export const condition = z.enum(conditions);
export const format = z.enum(formats);
export const flag = z.enum(flags);
export const listingState = z.enum(['draft', 'active', 'paused', 'sold_out', 'removed', 'blocked']);

export const address = z.object({
  name: z.string().max(400),
  phone: z.string().max(400),
  line1: z.string().max(400),
  line2: z.string().max(400).optional(),
  city: z.string().max(400),
  region: z.string().max(400),
  country: z.string().max(10).default('CO'),
  postalCode: z.string().max(400).optional(),
});

export const photo = z.object({
  id: z.string(),
  url: z.string(),
  width: z.number(),
  height: z.number(),
  sizes: z.record(z.string(), z.string()),
});

export const listing = z.object({
  id: z.string(),
  isbn: z.string().nullable(),
  title: z.string(),
  authors: z.array(z.string()),
  publisher: z.string().nullable(),
  year: z.number().nullable(),
  language: z.string().nullable(),
  format: format.nullable(),
  subjects: z.array(z.string()),
  condition,
  flags: z.array(flag),
  notes: z.string(),
  price: money,
  quantity: z.number().int(),
  available: z.number().int(),
  state: listingState,
  seller: z.object({
    id: z.string(),
    name: z.string(),
    city: z.string().nullable(),
    rating: z.number().nullable(),
    reviews: z.number(),
  }),
  photos: z.array(photo),
  editionId: z.string(),
  workId: z.string(),
  createdAt: moment,
});

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

const facet = z.array(z.object({ value: z.string(), count: z.number().int() }));

export const listingPage = page(listing).extend({
  total: z.number().int(),
  totalIsExact: z.boolean(),
  corrected: z.string().nullable(),
  nearMatches: z.boolean(),
  facets: z.object({ condition: facet, language: facet, format: facet, subject: facet, city: facet }),
});

export const edition = z.object({
  id: z.string(),
  workId: z.string(),
  isbn: z.string().nullable(),
  title: z.string(),
  authors: z.array(z.string()),
  publisher: z.string().nullable(),
  year: z.number().nullable(),
  language: z.string().nullable(),
  format: format.nullable(),
  subjects: z.array(z.string()),
});

export const editionAnswer = edition.extend({
  listings: z.array(listing),
  nextCursor: z.string().nullable(),
  otherEditions: z.array(edition.extend({ copies: z.number().int(), fromPrice: money.nullable() })),
});

export const account = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailConfirmed: z.boolean(),
  role: z.enum(['member', 'administrator']),
  locale: z.enum(['es', 'en']),
  city: z.string().nullable(),
  suspended: z.boolean(),
  secondFactor: z.boolean(),
  createdAt: moment,
});

export const provider = z.object({
  id: z.string(),
  name: z.string(),
  coverage: z.enum(['national', 'international', 'pickup']),
  cost: money,
});

export const orderStatus = z.enum([
  'awaiting_payment',
  'paid',
  'expired',
  'cancelled',
  'shipped',
  'ready_for_pickup',
  'delivered',
  'disputed',
  'completed',
  'refunded',
]);

export const payment = z.object({
  id: z.string(),
  purchaseId: z.string(),
  method: z.enum(['card', 'paypal', 'bank_transfer', 'mercado_pago']),
  status: z.enum(['created', 'pending', 'paid', 'failed', 'expired', 'partly_refunded', 'refunded', 'refund_due']),
  amount: money,
  refundDue: money,
  refunded: money,
  continueUrl: z.string().nullable(),
  failureCode: z.string().nullable(),
  cardEnding: z.string().nullable(),
  createdAt: moment,
});

export const review = z.object({
  id: z.string(),
  orderId: z.string(),
  stars: z.number().int(),
  text: z.string(),
  buyerName: z.string(),
  createdAt: moment,
});

export const sellerOrder = z.object({
  id: z.string(),
  purchaseId: z.string(),
  status: orderStatus,
  seller: z.object({ id: z.string(), name: z.string(), city: z.string().nullable() }),
  buyer: z.object({ name: z.string() }),
  address: address.nullable(),
  items: z.array(
    z.object({
      listingId: z.string(),
      title: z.string(),
      authors: z.array(z.string()),
      condition,
      quantity: z.number().int(),
      price: money,
    }),
  ),
  delivery: z.object({
    providerId: z.string(),
    name: z.string(),
    coverage: z.enum(['national', 'international', 'pickup']),
    cost: money,
    tracking: z.string().nullable(),
  }),
  handoverCode: z.string().nullable(),
  total: money,
  review: review.nullable(),
  actions: z.array(z.string()),
  completesAt: moment.nullable(),
  shipBy: moment.nullable(),
  createdAt: moment,
  paidAt: moment.nullable(),
  shippedAt: moment.nullable(),
  deliveredAt: moment.nullable(),
});

export const sale = sellerOrder.extend({
  money: z
    .object({
      copies: money,
      delivery: money,
      commission: money,
      payout: money,
      state: z.enum(['escrow', 'payable', 'refunded']),
    })
    .nullable(),
});

export const purchase = z.object({
  id: z.string(),
  status: z.union([orderStatus, z.literal('mixed')]),
  total: money,
  holdExpiresAt: moment.nullable(),
  sellerOrders: z.array(sellerOrder),
  payments: z.array(payment),
  createdAt: moment,
});

export const cart = z.object({
  items: z.array(
    z.object({ listing, quantity: z.number().int(), changes: z.array(z.enum(['unavailable', 'fewer', 'price'])) }),
  ),
  count: z.number().int(),
  total: money,
});

export const problem = z
  .object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string() })
  .loose();
