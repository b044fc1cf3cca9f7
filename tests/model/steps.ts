import assert from 'node:assert/strict';
import { newId } from '../../src/platform/ids.ts';
import { cards, orderOf, payWith, pickupProvider } from '../support/buying.ts';
import { stopOnce } from '../support/crashes.ts';
import { buyer, insist, letLapse, type RealShop } from './real-shop.ts';
import {
  cancel,
  confirm,
  isAwaiting,
  lapse,
  offer,
  type Purchase,
  payOut,
  place,
  restock,
  type ShopModel,
} from './shop-model.ts';

/** Does something in the shop, and asserts that the shop answers as the model does. */
export type Step = (model: ShopModel, real: RealShop) => Promise<void>;

/** Asks, and asks again by the same key: both answers are what the model says. */
export async function ask(
  real: RealShop,
  what: string,
  expected: boolean,
  work: () => Promise<unknown>,
): Promise<void> {
  assert.equal(await insist(real, work), expected, what);
  assert.equal(await insist(real, work), expected, `${what}, again`);
}

export const checkOut =
  (lines: ReadonlyMap<number, number>, pickup: boolean): Step =>
  async (model, real) => {
    const items = [...lines].map(([at, quantity]) => ({ listingId: real.listings[at]?.id ?? '', quantity }));
    const deliveries = real.sellers.map((sellerId) => ({ sellerId, providerId: pickupProvider }));
    const order = orderOf(real.world, [], { items, ...(pickup ? { deliveries } : {}) });
    const ids = new Set<string>();
    await ask(real, 'checkout', place(model, lines, pickup), async () => {
      ids.add((await real.world.doors.sales.placeOrder(order)).purchase.id);
    });
    for (const id of ids) real.purchases.push({ id });
    assert.equal(real.purchases.length, model.purchases.length, 'one checkout, one purchase');
  };

/** A step on one purchase, where there is any: the newest is 0. */
export const onPurchase =
  (back: number, step: (purchase: Purchase, id: string, model: ShopModel, real: RealShop) => Promise<void>): Step =>
  async (model, real) => {
    const at = model.purchases.length - 1 - (back % Math.max(1, model.purchases.length));
    const [purchase, found] = [model.purchases[at], real.purchases[at]];
    if (purchase && found) await step(purchase, found.id, model, real);
  };

export const pay = (at: number, card: 'pays' | 'declined' | 'twice'): Step =>
  onPurchase(at, async (purchase, id, model, real) => {
    const key = newId();
    const awaiting = isAwaiting(purchase);
    await ask(real, `paying (${card})`, awaiting, () => payWith(real.world, { id }, { card: cards[card], key }));
    if (awaiting && card !== 'declined') confirm(model, purchase);
  });

/** The gateway says nothing until something else has happened to the purchase. */
export const payLate = (at: number, meanwhile: 'lapsed' | 'cancelled' | 'paid'): Step =>
  onPurchase(at, async (purchase, id, model, real) => {
    const awaiting = isAwaiting(purchase);
    const key = newId();
    await ask(real, 'paying late', awaiting, () => payWith(real.world, { id }, { card: cards.late, key }));
    if (!awaiting) return;
    if (meanwhile === 'lapsed') await runOut(purchase, id, model, real);
    else if (meanwhile === 'cancelled') await cancelAll(purchase, id, model, real);
    else {
      await insist(real, () => payWith(real.world, { id }, { key: `${key} at once` }));
      confirm(model, purchase);
    }
    confirm(model, purchase);
  });

export async function runOut(purchase: Purchase, id: string, _model: ShopModel, real: RealShop): Promise<void> {
  if (purchase.held) await letLapse(real, id);
  lapse(purchase);
  await insist(real, () => real.world.doors.sales.expirePurchases());
}

export async function cancelAll(purchase: Purchase, id: string, model: ShopModel, real: RealShop): Promise<void> {
  const done = purchase.orders.filter((order) => cancel(model, purchase, order)).length > 0;
  const command = { buyer: buyer(real), purchaseId: id, idempotencyKey: newId() };
  await ask(real, 'cancelling', done, () => real.world.doors.sales.cancelPurchase(command));
}

export const edit =
  (at: number, change: { quantity: number } | { state: 'active' | 'paused' }): Step =>
  async (model, real) => {
    const listing = {
      sellerId: real.sellers[model.listings[at]?.seller ?? 0] ?? '',
      listingId: real.listings[at]?.id ?? '',
    };
    const expected = 'quantity' in change ? restock(model, at, change.quantity) : offer(model, at, change.state);
    const input = 'quantity' in change ? { fields: change } : change;
    await ask(real, 'editing', expected, () => real.world.doors.catalogue.updateListing({ ...listing, ...input }));
  };

export const payOutTo =
  (seller: number): Step =>
  async (model, real) => {
    const command = { sellerId: real.sellers[seller] ?? '', note: 'noviembre', idempotencyKey: newId() };
    await ask(real, 'paying out', payOut(model, seller), () => real.world.doors.payments.payOut(command));
  };

export const crashes = [
  ['catalogue', ['holdCopies', 'sellCopies', 'releaseHold', 'returnCopies']],
  ['payments', ['startPayment', 'allocatePayment', 'completeOrder', 'refundOrder', 'expirePayments']],
  ['delivery', ['createShipments', 'dispatchShipment']],
] as const;

export const crash =
  (of: 'catalogue' | 'payments' | 'delivery', step: string, when: 'before' | 'after'): Step =>
  async (_model, real) => {
    real.stop?.disarm();
    real.stop = stopOnce(real.world.doors[of], step, when);
  };
