import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import {
  auditAll,
  cards,
  copiesOf,
  payWith,
  place,
  refusalOf,
  theOrder,
  waitForPurchase,
} from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { openWorld, type ShopWorld, waitFor } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';
import type { Purchase } from './index.ts';

const soon = { SHOP_HOLD_SECONDS: '2', SHOP_AUTO_COMPLETE_SECONDS: '1' };

const statusesOf = (purchase: Purchase): string[] => purchase.payments.map((payment) => payment.status);

forEachDatabase('paying late', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open(), { environment: soon });
  });
  after(async () => {
    assert.deepEqual(await auditAll(world), [], 'no rule is violated at the end');
    await world.close();
  });

  it('gets the copies where they are still there', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    assert.equal((await payWith(world, purchase, { card: cards.late })).status, 'pending');
    await waitForPurchase(
      world,
      purchase,
      'the end of the hold',
      (now) => now.status === 'expired' && statusesOf(now)[0] === 'expired',
    );
    assert.equal((await copiesOf(world, soledad)).available, 1);
    const now = await waitForPurchase(world, purchase, 'the late payment', (each) => each.status === 'paid');
    assert.deepEqual(statusesOf(now), ['paid']);
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 0, available: 0, sold: 1 });
  });

  it('gets the money back where somebody else has them', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    await payWith(world, purchase, { card: cards.late });
    await waitForPurchase(world, purchase, 'the end of the hold', (now) => now.status === 'expired');
    await payWith(world, await place(world, [soledad]));
    const now = await waitForPurchase(
      world,
      purchase,
      'the refund',
      ({ payments }) => payments[0]?.status === 'refunded',
    );
    assert.deepEqual([now.status, now.payments[0]?.refundedMinor], ['expired', 4_000_000]);
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 0, available: 0, sold: 1 });
  });

  it('is decided order by order', async () => {
    const [mine, hers] = [await world.soledad(), await world.soledad({}, world.sara.id)];
    const purchase = await place(world, [mine, hers]);
    await payWith(world, purchase, { card: cards.late });
    await waitForPurchase(world, purchase, 'the end of the hold', (now) => now.status === 'expired');
    await payWith(world, await place(world, [hers]));
    const now = await waitForPurchase(
      world,
      purchase,
      'the refund',
      ({ payments }) => payments[0]?.status === 'partly_refunded',
    );
    const bySeller = new Map(now.sellerOrders.map((order) => [order.seller.id, order.status]));
    assert.deepEqual(
      [bySeller.get(world.lucia.id), bySeller.get(world.sara.id), now.payments[0]?.refundedMinor],
      ['paid', 'expired', 4_000_000],
    );
  });

  it('is no longer possible once the hold is over', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    await world.db.query.updateTable('purchases').set({ hold_expires_at: 1 }).where('id', '=', purchase.id).execute();
    const error = await refusalOf(payWith(world, purchase));
    assert.ok(error.code === 'hold.expired' || error.code === 'purchase.state', error.code);
    await waitForPurchase(world, purchase, 'the sweeper', (now) => now.status === 'expired');
    await waitFor('the copy', async () => (await copiesOf(world, soledad)).available === 1);
  });

  it('an order that nobody confirms completes by itself', async () => {
    const purchase = await place(world, [await world.soledad()]);
    await payWith(world, purchase);
    const before = await world.doors.payments.balance({ sellerId: world.lucia.id });
    await world.doors.sales.shipOrder({
      sellerId: world.lucia.id,
      orderId: theOrder(purchase).id,
      idempotencyKey: newId(),
    });
    const now = await waitForPurchase(world, purchase, 'its completion', (each) => each.status === 'completed');
    assert.ok(theOrder(now).deliveredAt !== null);
    const payable = async () => (await world.doors.payments.balance({ sellerId: world.lucia.id })).payableMinor;
    await waitFor('the money', async () => (await payable()) - before.payableMinor === 3_875_000);
  });
});
