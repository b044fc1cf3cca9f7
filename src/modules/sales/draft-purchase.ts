import { createHmac } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import { isId, newId } from '../../platform/ids.ts';
import type { Address } from '../accounts/index.ts';
import type { HoldItem, Listing } from '../catalogue/index.ts';
import type { DeliveryProvider } from '../delivery/index.ts';
import { ownerKey } from './cart.ts';
import type { SalesContext } from './context.ts';
import type { Sales } from './door.ts';
import { readCart } from './store-cart.ts';

export type PlaceOrder = Parameters<Sales['placeOrder']>[0];

export interface OrderDraft {
  id: string;
  sellerId: string;
  provider: DeliveryProvider;
  lines: { listing: Listing; quantity: number }[];
}

export interface PurchaseDraft {
  id: string;
  address: Address;
  orders: OrderDraft[];
  /** The prices that the orders keep, by listing. */
  expectedPriceMinor: Record<string, number>;
}

const mostLines = 100;

/** Looks up what a checkout would buy, at the prices of now; it writes nothing. */
export async function draftPurchase(
  context: SalesContext,
  input: PlaceOrder,
  address: Address,
): Promise<PurchaseDraft> {
  const wanted = await wantedCopies(context, input);
  const lines = await liveLines(context, wanted, input);
  refuseChangedPrices(lines, input.expectedPriceMinor ?? {});
  const bySeller = Map.groupBy(lines, (line) => line.listing.seller.id);
  const chosen = new Map(input.deliveries?.map((delivery) => [delivery.sellerId, delivery.providerId]));
  const quotes = await context.delivery.quote({
    country: address.country,
    orders: [...bySeller.keys()].map((sellerId) => ({ sellerId, providerId: chosen.get(sellerId) })),
  });
  const orders = quotes.map(({ sellerId, provider }) => ({
    id: newId(),
    sellerId,
    provider,
    lines: bySeller.get(sellerId) ?? [],
  }));
  return {
    id: newId(),
    address,
    orders,
    expectedPriceMinor: Object.fromEntries(lines.map(({ listing }) => [listing.id, listing.priceMinor])),
  };
}

/** The items asked for, those of one listing added up, or else the cart. */
async function wantedCopies(context: SalesContext, input: PlaceOrder): Promise<Map<string, number>> {
  const items = input.items ?? (await cartItems(context, input));
  if (items.length === 0) throw new DomainError('cart.empty', 422, 'There is nothing to buy.', { field: 'items' });
  if (items.length > mostLines) throw new DomainError('cart.full', 409, 'A purchase has at most 100 listings.');
  const wanted = new Map<string, number>();
  for (const { listingId, quantity } of items) {
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > 999)
      throw new DomainError('quantity.invalid', 422, 'A quantity is a whole number from 1 to 999.', { field: 'items' });
    wanted.set(listingId, (wanted.get(listingId) ?? 0) + quantity);
  }
  return wanted;
}

async function cartItems(context: SalesContext, input: PlaceOrder): Promise<{ listingId: string; quantity: number }[]> {
  if (!input.owner) return [];
  const rows = await readCart(context.db.query, ownerKey(input.owner));
  return rows.map((row) => ({ listingId: row.listing_id, quantity: row.quantity }));
}

async function liveLines(
  context: SalesContext,
  wanted: Map<string, number>,
  input: PlaceOrder,
): Promise<OrderDraft['lines']> {
  const listings = await context.catalogue.getListings({ listingIds: [...wanted.keys()].filter(isId) });
  const live = new Map(listings.map((listing) => [listing.id, listing]));
  const missing = [...wanted.keys()].filter((id) => live.get(id)?.state !== 'active');
  if (missing.length > 0)
    throw new DomainError('listing.unavailable', 409, 'Some copies are not for sale any more.', { listings: missing });
  const buyerId = 'accountId' in input.buyer ? input.buyer.accountId : undefined;
  if (listings.some((listing) => listing.seller.id === buyerId))
    throw new DomainError('listing.own', 409, 'Nobody buys from themselves.');
  return listings.map((listing) => ({ listing, quantity: wanted.get(listing.id) ?? 0 }));
}

/** What a buyer saw is compared with what the order would keep; the hold compares that once more with the price at its moment. */
function refuseChangedPrices(lines: OrderDraft['lines'], expected: Readonly<Record<string, number>>): void {
  const changed = lines.flatMap(({ listing }) =>
    expected[listing.id] === undefined || expected[listing.id] === listing.priceMinor ? [] : [listing],
  );
  if (changed.length === 0) return;
  const details = {
    listings: changed.map(({ id }) => id),
    prices: Object.fromEntries(changed.map(({ id, priceMinor }) => [id, priceMinor])),
  };
  throw new DomainError('listing.price_changed', 409, 'The price has changed since it was shown.', details);
}

export const holdItemsOf = (draft: PurchaseDraft): HoldItem[] =>
  draft.orders.flatMap((order) =>
    order.lines.map(({ listing, quantity }) => ({ orderId: order.id, listingId: listing.id, quantity })),
  );

export const copiesOf = (order: OrderDraft): number =>
  order.lines.reduce((sum, { listing, quantity }) => sum + listing.priceMinor * quantity, 0);

export const totalOf = (draft: PurchaseDraft): number =>
  draft.orders.reduce((sum, order) => sum + copiesOf(order) + order.provider.costMinor, 0);

/** The guest's key to a purchase: derived, so that a repeated checkout can say it again, while the table keeps its hash only. */
export const guestTokenOf = (secretKey: string, purchaseId: string): string =>
  createHmac('sha256', secretKey).update(`guest ${purchaseId}`).digest('base64url');
