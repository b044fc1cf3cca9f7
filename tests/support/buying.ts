import type { Payment, PaymentMethod } from '../../src/modules/payments/index.ts';
import type { Buyer, Purchase, SellerOrder } from '../../src/modules/sales/index.ts';
import { DomainError } from '../../src/platform/errors.ts';
import { newId } from '../../src/platform/ids.ts';
import { bogota, type ShopWorld, waitFor } from './shop-world.ts';

/** The sandbox gateway's cards. */
export const cards = {
  pays: '4242424242424242',
  declined: '4000000000000002',
  slow: '4000000000000077',
  twice: '4000000000000093',
  late: '4000000000000101',
} as const;

export const pickupProvider = '01JAAAAAAAAAAAAAAAAAAAAPK1';

type PlaceOrder = Parameters<ShopWorld['doors']['sales']['placeOrder']>[0];

/** Mateo's checkout of these listings, one copy each unless said otherwise, sent the cheapest way to Bogotá. */
export async function place(
  world: ShopWorld,
  listings: readonly { id: string }[],
  given: Partial<PlaceOrder> = {},
): Promise<Purchase> {
  const { purchase } = await world.doors.sales.placeOrder(orderOf(world, listings, given));
  return purchase;
}

export const orderOf = (
  world: ShopWorld,
  listings: readonly { id: string }[],
  given: Partial<PlaceOrder> = {},
): PlaceOrder => ({
  buyer: { accountId: world.mateo.id },
  items: listings.map(({ id }) => ({ listingId: id, quantity: 1 })),
  address: bogota,
  idempotencyKey: newId(),
  ...given,
});

export const mateoOf = (world: ShopWorld): Buyer => ({ accountId: world.mateo.id });

export function payWith(
  world: ShopWorld,
  purchase: { id: string },
  given: { card?: string; method?: PaymentMethod; key?: string; buyer?: Buyer } = {},
): Promise<Payment> {
  const method = given.method ?? 'card';
  return world.doors.sales.payPurchase({
    buyer: given.buyer ?? mateoOf(world),
    purchaseId: purchase.id,
    method,
    ...(method === 'card' ? { card: { number: given.card ?? cards.pays } } : {}),
    idempotencyKey: given.key ?? newId(),
    returnUrl: 'http://localhost:3000/',
  });
}

/** A paid purchase of one listing, and its order. */
export async function buy(
  world: ShopWorld,
  listing: { id: string },
  given: Partial<PlaceOrder> = {},
): Promise<{ purchase: Purchase; order: SellerOrder }> {
  const placed = await place(world, [listing], given);
  await payWith(world, placed);
  const purchase = await look(world, placed);
  return { purchase, order: theOrder(purchase) };
}

export const look = (world: ShopWorld, { id }: { id: string }): Promise<Purchase> =>
  world.doors.sales.getPurchase({ buyer: mateoOf(world), purchaseId: id });

export function theOrder(purchase: Purchase, place = 0): SellerOrder {
  const order = purchase.sellerOrders[place];
  if (!order) throw new Error('the purchase has no such order');
  return order;
}

/** Waits until the purchase is as `fits` says. */
export const waitForPurchase = (
  world: ShopWorld,
  purchase: { id: string },
  what: string,
  fits: (purchase: Purchase) => boolean,
): Promise<Purchase> =>
  waitFor(what, async () => {
    const now = await look(world, purchase);
    return fits(now) && now;
  });

/** A listing's copies as its seller sees them. */
export async function copiesOf(
  world: ShopWorld,
  listing: { id: string },
): Promise<{ quantity: number; available: number; sold: number }> {
  const { quantity, available, sold } = await world.doors.catalogue.getListing({
    listingId: listing.id,
    asAdministrator: true,
  });
  return { quantity, available, sold };
}

/** The sums of the ledger by account. */
export async function ledgerOf(world: ShopWorld): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  let cursor: string | undefined;
  do {
    const page = await world.doors.payments.listLedger({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    for (const entry of page.items) sums[entry.account] = (sums[entry.account] ?? 0) + entry.amountMinor;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return sums;
}

/** What every module finds wrong with itself. */
export async function auditAll({ doors }: ShopWorld): Promise<string[]> {
  const found = await Promise.all([
    doors.sales.audit(),
    doors.payments.audit(),
    doors.catalogue.audit(),
    doors.delivery.audit(),
  ]);
  return found.flat();
}

/** The refusal of a promise that must not succeed. */
export async function refusalOf(promise: Promise<unknown>): Promise<DomainError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof DomainError)) throw new Error(`a refusal was expected, not ${String(outcome)}`);
  return outcome;
}
