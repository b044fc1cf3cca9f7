import type { Account } from '../modules/accounts/index.ts';
import type { Edition, Listing, Photo } from '../modules/catalogue/index.ts';
import type { DeliveryProvider } from '../modules/delivery/index.ts';
import type { Payment } from '../modules/payments/index.ts';
import type { Cart, Purchase, Review, SellerOrder } from '../modules/sales/index.ts';
import type { Config } from '../platform/config/index.ts';
import { photoUrl } from '../platform/photos/index.ts';

/** From the doors' objects to the wire's. */
export interface Wire {
  currency: string;
  publicUrl: string;
}

export const wireOf = (config: Config): Wire => ({ currency: config.shop.currency, publicUrl: config.publicUrl });

export const moneyOf = (amount: number, currency: string) => ({ amount, currency });

const momentOf = (ms: number): string => new Date(ms).toISOString();
const momentOrNull = (ms: number | null): string | null => (ms === null ? null : momentOf(ms));

export function listingOf(listing: Listing, wire: Wire) {
  const { seller } = listing;
  return {
    id: listing.id,
    isbn: listing.isbn,
    title: listing.title,
    authors: listing.authors,
    publisher: listing.publisher,
    year: listing.year,
    language: listing.language,
    format: listing.format,
    subjects: listing.subjects,
    condition: listing.condition,
    flags: listing.flags,
    notes: listing.notes,
    price: moneyOf(listing.priceMinor, wire.currency),
    quantity: listing.quantity,
    available: listing.available,
    state: listing.state,
    seller: {
      id: seller.id,
      name: seller.name,
      city: seller.city,
      rating: seller.ratingHundredths === null ? null : seller.ratingHundredths / 100,
      reviews: seller.reviews,
    },
    photos: listing.photos.map((photo) => photoOf(photo, wire)),
    editionId: listing.editionId,
    workId: listing.workId,
    createdAt: momentOf(listing.createdAt),
  };
}

// A listing is one object as long as nothing of it changes, and lists show the same ones again and again.
const textsOf = new WeakMap<Listing, { readonly publicUrl: string; readonly text: string }>();

/** A listing of the wire as JSON. */
export function listingText(listing: Listing, wire: Wire): string {
  let known = textsOf.get(listing);
  if (known?.publicUrl !== wire.publicUrl)
    textsOf.set(listing, (known = { publicUrl: wire.publicUrl, text: JSON.stringify(listingOf(listing, wire)) }));
  return known.text;
}

export const photoOf = (photo: Photo, { publicUrl }: Wire) => ({
  id: photo.id,
  url: publicUrl + photoUrl(photo.hash, 'large'),
  width: photo.width,
  height: photo.height,
  sizes: {
    small: publicUrl + photoUrl(photo.hash, 'small'),
    medium: publicUrl + photoUrl(photo.hash, 'medium'),
    large: publicUrl + photoUrl(photo.hash, 'large'),
  },
});

export const editionOf = (edition: Edition) => ({
  id: edition.id,
  workId: edition.workId,
  isbn: edition.isbn,
  title: edition.title,
  authors: edition.authors,
  publisher: edition.publisher,
  year: edition.year,
  language: edition.language,
  format: edition.format,
  subjects: edition.subjects,
});

export const accountOf = (account: Account) => ({
  id: account.id,
  name: account.name,
  email: account.email,
  emailConfirmed: account.emailConfirmed,
  role: account.role,
  locale: account.locale,
  city: account.city,
  suspended: account.suspended,
  secondFactor: account.secondFactor,
  createdAt: momentOf(account.createdAt),
});

export const providerOf = (provider: DeliveryProvider, wire: Wire) => ({
  id: provider.id,
  name: provider.name,
  coverage: provider.coverage,
  cost: moneyOf(provider.costMinor, wire.currency),
});

export const paymentOf = (payment: Payment) => ({
  id: payment.id,
  purchaseId: payment.purchaseId,
  method: payment.method,
  status: payment.status,
  amount: moneyOf(payment.amountMinor, payment.currency),
  refundDue: moneyOf(payment.refundDueMinor, payment.receivedCurrency ?? payment.currency),
  refunded: moneyOf(payment.refundedMinor, payment.receivedCurrency ?? payment.currency),
  continueUrl: payment.continueUrl,
  failureCode: payment.failureCode,
  cardEnding: payment.cardEnding,
  createdAt: momentOf(payment.createdAt),
});

export const reviewOf = (review: Review) => ({
  id: review.id,
  orderId: review.orderId,
  stars: review.stars,
  text: review.text,
  buyerName: review.buyerName,
  createdAt: momentOf(review.createdAt),
});

export function orderOf(order: SellerOrder, { currency }: Wire) {
  return {
    id: order.id,
    purchaseId: order.purchaseId,
    status: order.status,
    seller: order.seller,
    buyer: order.buyer,
    address: order.address,
    items: order.items.map((item) => ({
      listingId: item.listingId,
      title: item.title,
      authors: item.authors,
      condition: item.condition,
      quantity: item.quantity,
      price: moneyOf(item.priceMinor, currency),
    })),
    delivery: {
      providerId: order.delivery.providerId,
      name: order.delivery.name,
      coverage: order.delivery.coverage,
      cost: moneyOf(order.delivery.costMinor, currency),
      tracking: order.delivery.tracking,
    },
    handoverCode: order.handoverCode,
    total: moneyOf(order.totalMinor, currency),
    review: order.review && reviewOf(order.review),
    actions: order.actions,
    completesAt: momentOrNull(order.completesAt),
    shipBy: momentOrNull(order.shipBy),
    createdAt: momentOf(order.createdAt),
    paidAt: momentOrNull(order.paidAt),
    shippedAt: momentOrNull(order.shippedAt),
    deliveredAt: momentOrNull(order.deliveredAt),
  };
}

export const purchaseOf = (purchase: Purchase, wire: Wire) => ({
  id: purchase.id,
  status: purchase.status,
  total: moneyOf(purchase.totalMinor, purchase.currency),
  holdExpiresAt: momentOrNull(purchase.holdExpiresAt),
  sellerOrders: purchase.sellerOrders.map((order) => orderOf(order, wire)),
  payments: purchase.payments.map(paymentOf),
  createdAt: momentOf(purchase.createdAt),
});

export const cartOf = (cart: Cart, wire: Wire) => ({
  items: cart.sellers.flatMap((seller) =>
    seller.lines.map((line) => ({
      listing: listingOf(line.listing, wire),
      quantity: line.quantity,
      changes: line.changes,
    })),
  ),
  count: cart.count,
  total: moneyOf(cart.copiesMinor, cart.currency),
});

export const pageOf = <T, U>(page: { items: T[]; nextCursor: string | null }, present: (item: T) => U) => ({
  items: page.items.map(present),
  nextCursor: page.nextCursor,
});
