import type { Account } from '../accounts/index.ts';
import type { MailType, SalesContext, SalesJobs } from './context.ts';
import type { OrderMail } from './door.ts';
import { guestTokenOf } from './draft-purchase.ts';
import { findPurchase, type ItemRow, type OrderRow, type PurchaseRow, readItems, readOrdersOf } from './store.ts';

export type MailPayload = OrderMail & {
  sellerId?: string;
  refund?: boolean;
  amountMinor?: number;
  amountCurrency?: string;
};

/** Everything that a mail about a purchase or one of its orders says; undefined where its purchase is gone. */
export async function composeMail(context: SalesContext, job: SalesJobs['job.mail']): Promise<MailPayload | undefined> {
  const purchase = await findPurchase(context.db.query, job.purchaseId);
  if (!purchase) return undefined;
  const all = await readOrdersOf(context.db.query, [purchase.id]);
  const orders = job.orderId === undefined ? all : all.filter((order) => order.id === job.orderId);
  const items = await readItems(
    context.db.query,
    orders.map((order) => order.id),
  );
  const to = await recipientOf(context, job.mail, purchase, orders);
  return { ...facts(context, job, purchase, orders, items), to, handoverCode: await codeFor(context, job) };
}

function facts(
  context: SalesContext,
  job: SalesJobs['job.mail'],
  purchase: PurchaseRow,
  orders: readonly OrderRow[],
  items: readonly ItemRow[],
): Omit<MailPayload, 'to' | 'handoverCode'> {
  const [order] = orders;
  const one = job.orderId !== undefined && order ? order : undefined;
  return {
    purchaseId: purchase.id,
    orderId: one?.id ?? null,
    guestToken:
      purchase.buyer_id === null && !isToSeller(job.mail) ? guestTokenOf(context.secretKey, purchase.id) : null,
    lines: items.map((item) => ({ title: item.title, quantity: item.quantity, priceMinor: item.price_minor })),
    totalMinor: orders.reduce((sum, each) => sum + each.copies_minor + each.delivery_minor, 0),
    currency: purchase.currency,
    sellerName: one?.seller_name ?? null,
    tracking: one?.tracking ?? null,
    deliveryName: one?.provider_name ?? null,
    ...(one ? { sellerId: one.seller_id, refund: one.paid_at !== null } : {}),
    ...(job.amountMinor === undefined ? {} : { amountMinor: job.amountMinor }),
    ...(job.amountCurrency === undefined ? {} : { amountCurrency: job.amountCurrency }),
  };
}

async function recipientOf(
  context: SalesContext,
  mail: MailType,
  purchase: PurchaseRow,
  orders: readonly OrderRow[],
): Promise<OrderMail['to']> {
  if (isToSeller(mail) && orders[0])
    return nameOf(await context.accounts.getAccount({ accountId: orders[0].seller_id }));
  return { email: await addressOf(context, purchase), name: purchase.buyer_name, locale: purchase.locale };
}

/** A member may have another address than at the time of the purchase. */
const addressOf = async ({ accounts }: SalesContext, { buyer_id: accountId, email }: PurchaseRow): Promise<string> =>
  accountId === null ? email : (await accounts.getAccount({ accountId })).email;

const isToSeller = (mail: MailType): boolean => mail === 'sale.made' || mail === 'sale.cancelled';

const nameOf = ({ email, name, locale }: Account): OrderMail['to'] => ({ email, name, locale });

/** The code that the buyer says at the hand-over. */
async function codeFor(context: SalesContext, job: SalesJobs['job.mail']): Promise<string | null> {
  if (job.mail !== 'order.ready_for_pickup' || job.orderId === undefined) return null;
  const [shipment] = await context.delivery.getShipments({ orderIds: [job.orderId] });
  return shipment?.handoverCode ?? null;
}
