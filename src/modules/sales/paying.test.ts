import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  auditAll,
  cards,
  copiesOf,
  ledgerOf,
  look,
  mateoOf,
  payWith,
  place,
  waitForPurchase,
} from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { openWorld, refusal, type ShopWorld } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';
import type { Purchase } from './index.ts';

const statusesOf = (purchase: Purchase): string[] => purchase.payments.map((payment) => payment.status);

forEachDatabase('paying', (open) => {
  let world: ShopWorld;
  before(async () => {
    world = await openWorld(await open());
  });
  after(async () => {
    assert.deepEqual(await auditAll(world), [], 'no rule is violated at the end');
    await world.close();
  });

  it('by a card that pays makes the order paid, once, and sells its copy', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    const payment = await payWith(world, purchase, { card: '4242 4242-4242 4242', key: 'k-pays' });
    assert.deepEqual(
      [payment.status, payment.cardEnding, payment.settled, payment.receivedMinor],
      ['paid', '4242', true, 4_000_000],
    );
    assert.equal(
      (await payWith(world, purchase, { key: 'k-pays' })).id,
      payment.id,
      'the same key is the same payment',
    );
    await assert.rejects(
      payWith(world, purchase, { key: 'k-pays', card: cards.twice }),
      refusal('idempotency.mismatch', 422),
    );
    await assert.rejects(payWith(world, purchase), refusal('purchase.state', 409));
    assert.deepEqual(statusesOf(await look(world, purchase)), ['paid']);
    assert.deepEqual(await copiesOf(world, soledad), { quantity: 0, available: 0, sold: 1 });
    const row = await world.db.query
      .selectFrom('payments')
      .selectAll()
      .where('id', '=', payment.id)
      .executeTakeFirstOrThrow();
    assert.ok(!JSON.stringify(row).includes('42424242'), 'no card number is kept');
  });

  it('twice at the same time with one key charges once', async () => {
    const purchase = await place(world, [await world.soledad()]);
    const before = await ledgerOf(world);
    const both = await Promise.all([
      payWith(world, purchase, { key: 'both' }),
      payWith(world, purchase, { key: 'both' }),
    ]);
    assert.equal(both[0].id, both[1].id);
    await waitForPurchase(world, purchase, 'the payment', (now) => now.status === 'paid');
    assert.equal((await ledgerOf(world)).escrow, (before.escrow ?? 0) + 4_000_000);
  });

  it('by a declined card loses nothing: another one pays', async () => {
    const purchase = await place(world, [await world.soledad()]);
    const declined = await payWith(world, purchase, { card: cards.declined, key: 'no' });
    assert.deepEqual(
      [declined.status, declined.failureCode, declined.receivedMinor],
      ['failed', 'card_declined', null],
    );
    assert.deepEqual((await payWith(world, purchase, { card: cards.declined, key: 'no' })).id, declined.id);
    assert.equal((await look(world, purchase)).status, 'awaiting_payment');
    assert.equal((await payWith(world, purchase)).status, 'paid');
    assert.deepEqual(statusesOf(await look(world, purchase)), ['failed', 'paid']);
  });

  it('with what is no card is refused before anything is recorded', async () => {
    const purchase = await place(world, [await world.soledad()]);
    for (const card of ['', '1234', '4242424242424241', 'abcd efgh ijkl mnop', '4'.repeat(30)])
      await assert.rejects(payWith(world, purchase, { card }), refusal('card.invalid', 422), card);
    assert.deepEqual((await look(world, purchase)).payments, []);
  });

  it('by a card that takes its time is confirmed by the notice', async () => {
    const purchase = await place(world, [await world.soledad()]);
    assert.equal((await payWith(world, purchase, { card: cards.slow })).status, 'pending');
    assert.equal((await look(world, purchase)).status, 'awaiting_payment');
    const now = await waitForPurchase(world, purchase, 'the notice', (each) => each.status === 'paid');
    assert.deepEqual(statusesOf(now), ['paid']);
  });

  it('is confirmed twice and changes nothing the second time', async () => {
    const purchase = await place(world, [await world.soledad()]);
    const payment = await payWith(world, purchase, { card: cards.twice });
    const notices = () =>
      world.db.query.selectFrom('payment_notices').select('notice_id').where('payment_id', '=', payment.id).execute();
    const ledger = await ledgerOf(world);
    for (let tries = 0; (await notices()).length < 2 && tries < 100; tries++) await sleep(50);
    assert.equal((await notices()).length, 2);
    assert.deepEqual(await ledgerOf(world), ledger);
    assert.deepEqual(statusesOf(await look(world, purchase)), ['paid']);
  });

  it('by PayPal waits for the payer’s word', async () => {
    const [yes, no] = [await place(world, [await world.soledad()]), await place(world, [await world.soledad()])];
    const [approved, declined] = [
      await payWith(world, yes, { method: 'paypal' }),
      await payWith(world, no, { method: 'paypal' }),
    ];
    assert.deepEqual(
      [approved.status, approved.continueUrl],
      ['pending', `http://localhost:3000/sandbox/${approved.id}`],
    );
    await world.doors.payments.sandboxDecide({ paymentId: approved.id, decision: 'approve' });
    await world.doors.payments.sandboxDecide({ paymentId: declined.id, decision: 'decline' });
    await waitForPurchase(world, yes, 'the approval', (now) => now.status === 'paid');
    const now = await waitForPurchase(world, no, 'the refusal', ({ payments }) => payments[0]?.status === 'failed');
    assert.deepEqual([now.status, now.payments[0]?.failureCode], ['awaiting_payment', 'declined_by_payer']);
    await world.doors.payments.sandboxDecide({ paymentId: declined.id, decision: 'approve' });
    assert.equal((await payWith(world, no)).status, 'paid');
  });

  it('by bank transfer lengthens the hold once and waits for an administrator', async () => {
    const purchase = await place(world, [await world.soledad()]);
    const payment = await payWith(world, purchase, { method: 'bank_transfer' });
    assert.equal(payment.status, 'pending');
    const held = await look(world, purchase);
    const longer = (held.holdExpiresAt ?? 0) - Date.now();
    assert.ok(longer > 172_000_000 && longer < 173_000_000, 'two days');
    await payWith(world, purchase, { method: 'bank_transfer' });
    assert.equal((await look(world, purchase)).holdExpiresAt, held.holdExpiresAt, 'once');
    await world.doors.payments.confirmTransfer({ paymentId: payment.id });
    await world.doors.payments.confirmTransfer({ paymentId: payment.id });
    const now = await waitForPurchase(world, purchase, 'the transfer', (each) => each.status === 'paid');
    assert.equal(now.payments[0]?.status, 'paid');
    await assert.rejects(
      world.doors.payments.confirmTransfer({ paymentId: newId() }),
      refusal('payment.not_found', 404),
    );
  });

  it('a second time is owed back, and sent back', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    const first = await payWith(world, purchase, { method: 'paypal' });
    assert.equal((await payWith(world, purchase)).status, 'paid');
    await world.doors.payments.sandboxDecide({ paymentId: first.id, decision: 'approve' });
    const now = await waitForPurchase(
      world,
      purchase,
      'the refund',
      ({ payments }) => payments[0]?.status === 'refunded',
    );
    assert.deepEqual([now.status, ...statusesOf(now)], ['paid', 'refunded', 'paid']);
    assert.equal((await copiesOf(world, soledad)).sold, 1);
  });

  it('another amount than was asked is owed back, whole, and the order stays unpaid', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    const payment = await payWith(world, purchase, { method: 'paypal' });
    await world.db.query
      .updateTable('sandbox_charges')
      .set({ amount_minor: 100 })
      .where('payment_id', '=', payment.id)
      .execute();
    await world.doors.payments.sandboxDecide({ paymentId: payment.id, decision: 'approve' });
    const now = await waitForPurchase(
      world,
      purchase,
      'the refund',
      ({ payments }) => payments[0]?.status === 'refunded',
    );
    assert.deepEqual(
      [now.status, now.payments[0]?.receivedMinor, now.payments[0]?.refundedMinor],
      ['awaiting_payment', 100, 100],
    );
    assert.equal((await payWith(world, purchase)).status, 'paid', 'the right amount pays it all the same');
  });

  it('a cancelled purchase is owed back', async () => {
    const soledad = await world.soledad();
    const purchase = await place(world, [soledad]);
    const payment = await payWith(world, purchase, { method: 'paypal' });
    await world.doors.sales.cancelPurchase({ buyer: mateoOf(world), purchaseId: purchase.id, idempotencyKey: newId() });
    assert.deepEqual(statusesOf(await look(world, purchase)), ['expired']);
    await world.doors.payments.sandboxDecide({ paymentId: payment.id, decision: 'approve' });
    const now = await waitForPurchase(
      world,
      purchase,
      'the refund',
      ({ payments }) => payments[0]?.status === 'refunded',
    );
    assert.equal(now.status, 'cancelled');
    assert.equal((await copiesOf(world, soledad)).available, 1);
  });

  it('somebody else’s purchase is not possible', async () => {
    const purchase = await place(world, [await world.soledad()]);
    await assert.rejects(
      payWith(world, purchase, { buyer: { accountId: world.sara.id } }),
      refusal('purchase.not_found', 404),
    );
    await assert.rejects(payWith(world, purchase, { buyer: { guestToken: 'x' } }), refusal('purchase.not_found', 404));
    await assert.rejects(
      world.doors.payments.receiveNotice({
        gateway: 'sandbox',
        headers: { 'x-sandbox-signature': `t=${Date.now()},v1=${'0'.repeat(64)}` },
        body: '{}',
      }),
      refusal('notice.forged', 401),
    );
    await assert.rejects(
      world.doors.payments.receiveNotice({ gateway: 'elsewhere', headers: {}, body: '{}' }),
      refusal('gateway.not_found', 404),
    );
  });

  it('settles however often it is asked, also by several at once', async () => {
    const purchase = await place(world, [await world.soledad(), await world.soledad({}, world.sara.id)]);
    const payment = await payWith(world, purchase);
    const ledger = await ledgerOf(world);
    await world.db.query.updateTable('payments').set({ allocated: 0 }).where('id', '=', payment.id).execute();
    await Promise.all([1, 2, 3].map(() => world.doors.sales.settlePayment({ paymentId: payment.id })));
    assert.deepEqual(await ledgerOf(world), ledger);
    assert.equal((await look(world, purchase)).status, 'paid');
    await assert.rejects(world.doors.sales.settlePayment({ paymentId: newId() }), refusal('payment.not_found', 404));
  });
});
