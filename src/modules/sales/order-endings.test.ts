import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import {
  auditAll,
  buy,
  copiesOf,
  ledgerOf,
  mateoOf,
  payWith,
  place,
  theOrder,
  waitForPurchase,
} from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { openWorld, refusal, type ShopWorld } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';
import type { SellerOrder } from './index.ts';

forEachDatabase('the end of a seller order', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open());
  });
  after(async () => {
    assert.deepEqual(await auditAll(world), [], 'no rule is violated at the end');
    const sums = Object.values(await ledgerOf(world)).reduce((sum, each) => sum + each, 0);
    assert.equal(sums, 0, 'the whole ledger sums to zero');
    await world.close();
  });
  const sales = (): ShopWorld['doors']['sales'] => world.doors.sales;
  const payments = (): ShopWorld['doors']['payments'] => world.doors.payments;
  const lucia = () => ({ sellerId: world.lucia.id });
  const buyer = () => mateoOf(world);
  const key = () => ({ idempotencyKey: newId() });
  const conflict = refusal('order.state', 409);

  const ship = (order: SellerOrder, given = {}) =>
    sales().shipOrder({ ...lucia(), orderId: order.id, tracking: 'SER123', ...key(), ...given });
  const receive = (order: SellerOrder) => sales().confirmReceipt({ buyer: buyer(), orderId: order.id, ...key() });

  it('is cancelled by its buyer before it is paid: the copies are back, nothing is owed', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    const command = { buyer: buyer(), purchaseId: purchase.id, ...key() };
    assert.equal((await sales().cancelPurchase(command)).status, 'cancelled');
    assert.equal((await sales().cancelPurchase(command)).status, 'cancelled', 'repeated');
    await assert.rejects(sales().cancelPurchase({ ...command, ...key() }), refusal('purchase.state', 409));
    await assert.rejects(payWith(world, purchase), refusal('purchase.state', 409));
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 1, available: 1, sold: 0 });
  });

  it('is cancelled by its buyer after it is paid: copies and money go back, once', async () => {
    const soledad = await world.soledad();
    const { purchase } = await buy(world, soledad);
    await sales().cancelPurchase({ buyer: buyer(), purchaseId: purchase.id, ...key() });
    const now = await waitForPurchase(
      world,
      purchase,
      'the refund',
      ({ payments: [payment] }) => payment?.status === 'refunded',
    );
    assert.deepEqual(
      [now.status, now.payments[0]?.refundedMinor, now.payments[0]?.refundDueMinor],
      ['cancelled', 4_000_000, 0],
    );
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 1, available: 1, sold: 0 });
    await buy(world, soledad);
  });

  it('is cancelled by its seller only once it is paid', async () => {
    const soledad = await world.soledad();
    const placed = await place(world, [soledad]);
    const order = theOrder(placed);
    await assert.rejects(sales().cancelSale({ ...lucia(), orderId: order.id, ...key() }), conflict);
    await payWith(world, placed);
    const cancelled = await sales().cancelSale({ ...lucia(), orderId: order.id, ...key() });
    assert.equal(cancelled.status, 'cancelled');
    await assert.rejects(sales().cancelSale({ ...lucia(), orderId: order.id, ...key() }), conflict, 'and once');
    await waitForPurchase(world, placed, 'the refund', ({ payments: [payment] }) => payment?.status === 'refunded');
    assert.equal((await copiesOf(world, soledad)).available, 1);
  });

  it('that was sent stays when the rest of its purchase is cancelled', async () => {
    const placed = await place(world, [await world.soledad(), await world.soledad({}, world.sara.id)]);
    await payWith(world, placed);
    const mine = placed.sellerOrders.find((order) => order.seller.id === world.lucia.id);
    assert.ok(mine);
    await ship(mine);
    const purchase = await sales().cancelPurchase({ buyer: buyer(), purchaseId: placed.id, ...key() });
    assert.equal(purchase.status, 'mixed');
    const now = await waitForPurchase(
      world,
      placed,
      'the refund',
      ({ payments: [payment] }) => payment?.status === 'partly_refunded',
    );
    assert.deepEqual(
      now.payments.map((payment) => payment.refundedMinor),
      [4_000_000],
    );
    await assert.rejects(
      sales().cancelPurchase({ buyer: buyer(), purchaseId: placed.id, ...key() }),
      refusal('purchase.state', 409),
    );
  });

  it('is disputed, and decided for its buyer', async () => {
    const soledad = await world.soledad();
    const { order, purchase } = await buy(world, soledad);
    await ship(order);
    await assert.rejects(
      sales().disputeOrder({ buyer: buyer(), orderId: order.id, reason: ' ', ...key() }),
      refusal('dispute.reason', 422),
    );
    const disputed = await sales().disputeOrder({
      buyer: buyer(),
      orderId: order.id,
      reason: 'Pages are missing',
      ...key(),
    });
    assert.deepEqual([disputed.status, disputed.actions, disputed.completesAt], ['disputed', [], null]);
    await assert.rejects(
      sales().confirmReceipt({ buyer: buyer(), orderId: order.id, ...key() }),
      refusal('order.state', 409),
    );
    assert.equal((await sales().resolveOrder({ orderId: order.id, outcome: 'refunded', ...key() })).status, 'refunded');
    await waitForPurchase(world, purchase, 'the refund', ({ payments: [payment] }) => payment?.status === 'refunded');
    assert.equal((await copiesOf(world, soledad)).available, 0, 'the copy is not back before its seller says so');
    const command = { ...lucia(), orderId: order.id, ...key() };
    await sales().recordReturn(command);
    await sales().recordReturn(command);
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 1, available: 1, sold: 0 });
    await assert.rejects(sales().recordReturn({ ...command, ...key() }), conflict, 'it comes back once');
  });

  it('is disputed, and decided for its seller', async () => {
    const { order } = await buy(world, await world.soledad());
    await ship(order);
    await sales().disputeOrder({ buyer: buyer(), orderId: order.id, reason: 'I do not like it', ...key() });
    const before = await payments().balance(lucia());
    assert.equal(
      (await sales().resolveOrder({ orderId: order.id, outcome: 'completed', ...key() })).status,
      'completed',
    );
    assert.equal((await payments().balance(lucia())).payableMinor - before.payableMinor, 3_875_000);
  });

  it('is refunded by an administrator after it was completed, from its seller and the shop', async () => {
    const { order, purchase } = await buy(world, await world.soledad());
    await assert.rejects(
      sales().resolveOrder({ orderId: order.id, outcome: 'refunded', ...key() }),
      conflict,
      'a paid one is cancelled instead',
    );
    await ship(order);
    await receive(order);
    const before = await ledgerOf(world);
    await sales().resolveOrder({ orderId: order.id, outcome: 'refunded', ...key() });
    await waitForPurchase(world, purchase, 'the refund', ({ payments: [payment] }) => payment?.status === 'refunded');
    const now = await ledgerOf(world);
    const change = (account: string) => (now[account] ?? 0) - (before[account] ?? 0);
    assert.deepEqual(
      [change('payable'), change('commission'), change('gateway'), change('escrow')],
      [-3_875_000, -125_000, 4_000_000, 0],
    );
  });

  it('comes back before it was received: it is refunded and its copy for sale again', async () => {
    const soledad = await world.soledad();
    const { order, purchase } = await buy(world, soledad);
    await assert.rejects(
      sales().recordReturn({ ...lucia(), orderId: order.id, ...key() }),
      conflict,
      'not before it was sent',
    );
    await ship(order);
    assert.equal((await sales().recordReturn({ ...lucia(), orderId: order.id, ...key() })).status, 'refunded');
    await waitForPurchase(world, purchase, 'the refund', ({ payments: [payment] }) => payment?.status === 'refunded');
    assert.equal((await copiesOf(world, soledad)).available, 1);
  });
});
