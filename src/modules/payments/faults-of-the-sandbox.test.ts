import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { auditAll, cards, copiesOf, ledgerOf, look, payWith, place } from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { faultyLine } from '../../../tests/support/faulty-line.ts';
import { openWorld, refusal, type ShopWorld, waitFor } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';
import type { Purchase } from '../sales/index.ts';

const statusesOf = (purchase: Purchase): string[] => purchase.payments.map((payment) => payment.status);

forEachDatabase('a gateway that charges at once, over a line that breaks', (open) => {
  let world: ShopWorld;
  const faults = faultyLine();
  before(async () => {
    world = await openWorld(await open(), { gatewayLine: faults.line });
  });
  after(async () => {
    assert.deepEqual(await auditAll(world), [], 'no rule is violated at the end');
    await world.close();
  });
  const order = async () => place(world, [await world.soledad()]);
  const until = (purchase: { id: string }, fits: (purchase: Purchase) => boolean) =>
    waitFor('the purchase', async () => {
      const now = await look(world, purchase);
      return fits(now) && now;
    });
  const check = async (payment: { id: string }) =>
    world.modules.payments?.work({
      id: newId(),
      kind: 'job.check_payment',
      payload: { paymentId: payment.id, round: 1 },
      attempts: 1,
    });
  const charges = (payment: { id: string }) =>
    world.db.query.selectFrom('sandbox_charges').selectAll().where('payment_id', '=', payment.id).execute();

  it('before it charged: the payment waits, asking finds nothing, and another one pays', async () => {
    const purchase = await order();
    faults.cut('before', 'charge');
    const lost = await payWith(world, purchase, { key: 'lost-on-its-way' });
    assert.deepEqual([lost.status, lost.receivedMinor], ['pending', null]);
    await check(lost);
    assert.deepEqual(await charges(lost), []);
    assert.equal((await look(world, purchase)).status, 'awaiting_payment');
    assert.equal((await payWith(world, purchase, { key: 'lost-on-its-way' })).id, lost.id);
    assert.equal((await payWith(world, purchase)).status, 'paid');
    const now = await look(world, purchase);
    assert.deepEqual([now.status, ...statusesOf(now)], ['paid', 'pending', 'paid']);
  });

  it('after it charged: the payment waits, its notice or asking tells, and the order is paid, once', async () => {
    const before = await ledgerOf(world);
    const [heard, asked] = [await order(), await order()];
    for (const purchase of [heard, asked]) {
      faults.cut('after', 'charge');
      const payment = await payWith(world, purchase);
      assert.deepEqual([payment.status, payment.receivedMinor], ['pending', null]);
      if (purchase === asked) await check(payment);
      const now = await until(purchase, ({ status }) => status === 'paid');
      assert.deepEqual(statusesOf(now), ['paid']);
    }
    assert.equal((await ledgerOf(world)).escrow, (before.escrow ?? 0) + 8_000_000);
  });

  it('after it charged, and the buyer pays again with another card: one of both is owed back', async () => {
    const listing = await world.soledad();
    const purchase = await place(world, [listing]);
    faults.cut('after', 'charge');
    await payWith(world, purchase);
    await payWith(world, purchase).catch((error: unknown) =>
      assert.deepEqual({ ...(error as object) }, { ...refusal('purchase.state', 409), details: {} }),
    );
    const now = await until(
      purchase,
      ({ status, payments }) =>
        status === 'paid' && payments.every(({ settled, refundDueMinor }) => settled && refundDueMinor === 0),
    );
    const kept = now.payments.reduce((sum, each) => sum + (each.receivedMinor ?? 0) - each.refundedMinor, 0);
    assert.equal(kept, 4_000_000);
    assert.equal((await copiesOf(world, listing)).sold, 1);
  });

  it('while it is asked: no answer is no refusal, and the next time tells', async () => {
    const purchase = await order();
    faults.cut('after', 'charge');
    const payment = await payWith(world, purchase, { card: cards.late });
    for (const when of ['before', 'after'] as const) {
      faults.cut(when, 'find');
      await assert.rejects(check(payment));
    }
    await check(payment);
    assert.deepEqual(statusesOf(await look(world, purchase)), ['pending']);
    await world.doors.payments.sandboxDecide({ paymentId: payment.id, decision: 'approve' });
    assert.deepEqual(statusesOf(await until(purchase, ({ status }) => status === 'paid')), ['paid']);
  });

  for (const when of ['before', 'after'] as const)
    it(`${when} it sent money back: it goes back once`, async () => {
      const purchase = await order();
      const payment = await payWith(world, purchase);
      faults.cut(when, 'refund');
      await world.doors.sales.cancelPurchase({
        buyer: { accountId: world.mateo.id },
        purchaseId: purchase.id,
        idempotencyKey: newId(),
      });
      await until(purchase, ({ payments }) => payments[0]?.status === 'refunded');
      const sent = await world.db.query
        .selectFrom('sandbox_refunds')
        .select('amount_minor')
        .where('payment_id', '=', payment.id)
        .execute();
      assert.deepEqual(sent, [{ amount_minor: 4_000_000 }]);
    });

  it('in another currency than was asked: what came goes back in that currency', async () => {
    const purchase = await order();
    const payment = await payWith(world, purchase, { method: 'paypal' });
    await world.db.query
      .updateTable('sandbox_charges')
      .set({ currency: 'USD' })
      .where('payment_id', '=', payment.id)
      .execute();
    await world.doors.payments.sandboxDecide({ paymentId: payment.id, decision: 'approve' });
    const now = await until(purchase, ({ payments }) => payments[0]?.status === 'refunded');
    assert.deepEqual([now.status, now.payments[0]?.receivedCurrency], ['awaiting_payment', 'USD']);
    const dollars = await world.db.query
      .selectFrom('ledger_entries')
      .select(['account', 'amount_minor'])
      .where('currency', '=', 'USD')
      .where('payment_id', '=', payment.id)
      .execute();
    assert.equal(dollars.length, 4);
  });
});
