import assert from 'node:assert/strict';
import type { Listing } from '../../src/modules/catalogue/index.ts';
import type { Purchase as RealPurchase, SellerOrder } from '../../src/modules/sales/index.ts';
import { isDomainError } from '../../src/platform/errors.ts';
import { newId } from '../../src/platform/ids.ts';
import { copiesOf, look, mateoOf } from '../support/buying.ts';
import { crashed, type Stop, workAll } from '../support/crashes.ts';
import { type ShopWorld, soledadFacts } from '../support/shop-world.ts';
import { escrowOf, heldOf, type Order, payableOf, priceMinor, type ShopModel } from './shop-model.ts';

/** The shop that the model is compared with: two sellers of its own, three listings, Mateo's purchases. */
export interface RealShop {
  readonly world: ShopWorld;
  readonly sellers: readonly string[];
  readonly listings: readonly Listing[];
  readonly purchases: { id: string }[];
  /** A crash that waits for its moment. */
  stop: Stop | undefined;
}

export async function openRealShop(world: ShopWorld, model: ShopModel): Promise<RealShop> {
  const sellers = [await newSeller(world), await newSeller(world)];
  const listings = await Promise.all(
    model.listings.map(({ seller, quantity }) => {
      const facts = { ...soledadFacts, title: `Modelo ${newId()}` };
      const sellerId = sellers[seller] ?? '';
      const fields = { condition: 'good', priceMinor, quantity } as const;
      return world.doors.catalogue.publishListing({ sellerId, facts, fields });
    }),
  );
  return { world, sellers, listings, purchases: [], stop: undefined };
}

async function newSeller({ doors }: ShopWorld): Promise<string> {
  const email = `${newId()}@example.com`;
  const seller = { name: 'Modelo', email, password: 'tres tristes tigres', city: 'Cali', confirmed: true };
  const { id, name, city } = await doors.accounts.createAccount(seller);
  await doors.catalogue.updateSeller({ sellerId: id, name, city });
  return id;
}

/** Does it as a client would: after a crash the workers do theirs and it is asked again, by the same key. Answers whether it was done. */
export async function insist(real: RealShop, work: () => Promise<unknown>): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      await work();
      return true;
    } catch (error) {
      if (isDomainError(error)) return false;
      if (error !== crashed) throw error;
      await workAll(real.world);
    }
  }
  throw new Error('it crashes whenever it is asked');
}

/** Lets a purchase's hold run out. */
export async function letLapse({ world }: RealShop, purchaseId: string): Promise<void> {
  const { query } = world.db;
  await query.updateTable('purchases').set({ hold_expires_at: 1 }).where('id', '=', purchaseId).execute();
  await query.updateTable('holds').set({ expires_at: 1 }).where('purchase_id', '=', purchaseId).execute();
}

export async function orderIn({ world }: RealShop, id: string, sellerId: string): Promise<SellerOrder> {
  const { sellerOrders } = await look(world, { id });
  return sellerOrders.find((order) => order.seller.id === sellerId) ?? assert.fail();
}

export const buyer = (real: RealShop) => mateoOf(real.world);

/** Everything that the model knows of, as the shop has it. */
export async function compare(model: ShopModel, real: RealShop): Promise<void> {
  await workAll(real.world);
  for (const [at, listing] of real.listings.entries()) {
    const { quantity = 0, sold, state } = model.listings[at] ?? {};
    const seen = await real.world.doors.catalogue.getListing({ listingId: listing.id, asAdministrator: true });
    assert.deepEqual(await copiesOf(real.world, listing), { quantity, sold, available: quantity - heldOf(model, at) });
    assert.equal(seen.state, state);
  }
  for (const [at, purchase] of real.purchases.entries())
    comparePurchase(model, real, at, await look(real.world, purchase));
  for (const [at, sellerId] of real.sellers.entries()) {
    const { escrowMinor, payableMinor, paidOutMinor } = await real.world.doors.payments.balance({ sellerId });
    assert.deepEqual([escrowMinor, payableMinor, paidOutMinor], moneyOf(model, at), `the money of seller ${at}`);
  }
}

const moneyOf = (model: ShopModel, seller: number) => [
  escrowOf(model, seller),
  payableOf(model, seller),
  model.paidOutMinor[seller],
];

function comparePurchase(model: ShopModel, real: RealShop, at: number, seen: RealPurchase): void {
  const { orders, receivedMinor, refundedMinor } = model.purchases[at] ?? assert.fail();
  const statuses = (list: readonly Pick<Order, 'seller' | 'status'>[]) =>
    list.map(({ seller, status }) => `${seller} ${status}`).sort();
  const sum = (of: (payment: RealPurchase['payments'][number]) => number) =>
    seen.payments.reduce((total, payment) => total + of(payment), 0);
  assert.deepEqual(
    statuses(seen.sellerOrders.map(({ seller, status }) => ({ seller: real.sellers.indexOf(seller.id), status }))),
    statuses(orders),
  );
  assert.deepEqual(
    {
      received: sum((payment) => payment.receivedMinor ?? 0),
      refunded: sum((payment) => payment.refundedMinor),
      due: sum((payment) => payment.refundDueMinor),
    },
    { received: receivedMinor, refunded: refundedMinor, due: 0 },
  );
}
