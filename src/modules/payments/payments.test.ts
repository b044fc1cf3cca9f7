import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import type { ChargeOutcome, Gateway } from './gateways/gateway.ts';
import { openPayments, type PaymentsWorld, refusal, share } from './payments.fixture.ts';

/** A gateway elsewhere whose line is cut after it took the money. */
const cutOff = (): Gateway & { charges: Map<string, ChargeOutcome>; answers: boolean } => ({
  name: 'elsewhere',
  methods: ['card'],
  page: 'shop',
  takes: () => true,
  charges: new Map(),
  answers: false,
  refunds: () => true,
  async charge({ paymentId, amountMinor, currency }) {
    const outcome = { status: 'paid' as const, amountMinor, currency, reference: `e_${paymentId}` };
    this.charges.set(paymentId, outcome);
    if (!this.answers) throw new Error('socket hang up');
    return outcome;
  },
  async find({ paymentId }) {
    const outcome = this.charges.get(paymentId);
    return outcome ? [outcome] : [];
  },
  readNotice: async () => undefined,
  refund: async () => undefined,
});

forEachDatabase('payments', (open) => {
  let world: PaymentsWorld;
  before(async () => {
    world = await openPayments(await open());
  });
  after(async () => {
    assert.deepEqual(await world.door.audit(), [], 'no rule is violated at the end');
    await world.close();
  });
  const kinds = async () => (await world.events()).map(({ kind }) => kind);

  it('say once that they are paid, whichever way they hear of it', async () => {
    await world.events();
    const payment = await world.start();
    assert.equal(payment.status, 'paid');
    assert.deepEqual(await kinds(), ['payment.paid']);
    const notices = world.notices();
    assert.equal(notices.length, 1);
    for (let times = 0; times < 3; times++)
      await world.door.receiveNotice({ gateway: 'sandbox', ...(notices[0] ?? { headers: {}, body: '' }) });
    assert.deepEqual(await kinds(), []);
    await world.door.allocatePayment({ paymentId: payment.id, orders: [] });
    await world.events();
    assert.equal((await world.door.getPayment({ paymentId: payment.id })).status, 'refunded');
  });

  it('believe a notice only with its signature, in time, over this body', async () => {
    await world.start({ card: { number: '4000000000000093' } });
    await world.events();
    const [notice] = world.notices();
    assert.ok(notice);
    const forged = refusal('notice.forged', 401);
    const receive = (headers: Record<string, string>, body: string) =>
      world.door.receiveNotice({ gateway: 'sandbox', headers, body });
    await assert.rejects(receive(notice.headers, notice.body.replace('4000000', '9')), forged);
    await assert.rejects(receive({}, notice.body), forged);
    const signature = notice.headers['x-sandbox-signature'] ?? '';
    const moved = { 'x-sandbox-signature': signature.replace(/t=\d+/, `t=${String(Date.now() - 1)}`) };
    await assert.rejects(receive(moved, notice.body), forged);
    const payment = await receive(notice.headers, notice.body);
    assert.equal(payment?.status, 'paid');
    await world.door.allocatePayment({ paymentId: payment.id, orders: [] });
  });

  it('are shared out to sellers, and the rest is owed back', async () => {
    const payment = await world.start();
    const [lucia, sara] = [newId(), newId()];
    const orders = [share(lucia, 1_000_010, 500_000), share(sara, 2_000_000)];
    const allocated = await world.door.allocatePayment({ paymentId: payment.id, orders });
    assert.deepEqual([allocated.settled, allocated.refundDueMinor], [true, 499_990]);
    await world.door.allocatePayment({ paymentId: payment.id, orders: [share(lucia, 4_000_000)] });
    const money = await world.door.orderMoney({ orderIds: orders.map(({ orderId }) => orderId) });
    const mine = money.find((each) => each.orderId === orders[0]?.orderId);
    assert.deepEqual([mine?.commissionMinor, mine?.payoutMinor], [50_001, 1_450_009], 'half a unit is rounded up');
    assert.equal((await world.door.balance({ sellerId: lucia })).escrowMinor, 1_450_009);
    assert.equal((await world.door.balance({ sellerId: newId() })).escrowMinor, 0);
    await assert.rejects(
      world.door.allocatePayment({ paymentId: newId(), orders: [] }),
      refusal('payment.not_found', 404),
    );
    await world.events();
    const now = await world.door.getPayment({ paymentId: payment.id });
    assert.deepEqual([now.status, now.refundedMinor, now.refundDueMinor], ['partly_refunded', 499_990, 0]);
  });

  it('are never shared out beyond what came', async () => {
    const payment = await world.start();
    const beyond = [share(newId(), 4_000_001)];
    await assert.rejects(world.door.allocatePayment({ paymentId: payment.id, orders: beyond }), /beyond what came/);
    await world.door.allocatePayment({ paymentId: payment.id, orders: [] });
  });

  it('move to the seller once when an order completes, and back once when it is refunded', async () => {
    const payment = await world.start();
    const lucia = newId();
    const order = share(lucia, 3_000_000, 1_000_000);
    await assert.rejects(
      world.door.completeOrder({ orderId: order.orderId }),
      /no share/,
      'not before it is shared out',
    );
    await world.door.allocatePayment({ paymentId: payment.id, orders: [order] });
    for (let times = 0; times < 2; times++) await world.door.completeOrder({ orderId: order.orderId });
    assert.deepEqual(await world.door.balance({ sellerId: lucia }), {
      sellerId: lucia,
      currency: 'COP',
      escrowMinor: 0,
      payableMinor: 3_850_000,
      paidOutMinor: 0,
    });
    const payout = await world.door.payOut({ sellerId: lucia, note: 'June', idempotencyKey: 'june' });
    assert.equal(payout.amountMinor, 3_850_000);
    for (let times = 0; times < 2; times++) await world.door.refundOrder({ orderId: order.orderId, reason: 'broken' });
    const { payableMinor, paidOutMinor } = await world.door.balance({ sellerId: lucia });
    assert.deepEqual([payableMinor, paidOutMinor], [-3_850_000, 3_850_000], 'what was paid out already is a debt');
    await assert.rejects(
      world.door.payOut({ sellerId: lucia, note: '', idempotencyKey: 'july' }),
      refusal('payout.nothing_due', 409),
    );
    await world.events();
    assert.equal((await world.door.getPayment({ paymentId: payment.id })).status, 'refunded');
    await world.door.completeOrder({ orderId: order.orderId });
    assert.equal((await world.door.balance({ sellerId: lucia })).payableMinor, -3_850_000);
    await assert.rejects(world.door.refundOrder({ orderId: newId(), reason: '' }), refusal('order.not_found', 404));
  });

  it('are paid out once by several at the same time', async () => {
    const payment = await world.start();
    const lucia = newId();
    const order = share(lucia, 4_000_000);
    await world.door.allocatePayment({ paymentId: payment.id, orders: [order] });
    await world.door.completeOrder({ orderId: order.orderId });
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((idempotencyKey) => world.door.payOut({ sellerId: lucia, note: '', idempotencyKey })),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const { items } = await world.door.listPayouts({ sellerId: lucia, limit: 10 });
    assert.deepEqual(
      items.map(({ amountMinor }) => amountMinor),
      [3_800_000],
    );
    const page = await world.door.listBalances({ limit: 1 });
    assert.equal(page.items.length, 1);
    assert.ok(page.nextCursor !== null);
  });

  it('by transfer are sent back by hand only', async () => {
    const payment = await world.start({ method: 'bank_transfer' });
    assert.equal(payment.status, 'pending');
    await world.door.confirmTransfer({ paymentId: payment.id });
    await world.door.allocatePayment({ paymentId: payment.id, orders: [] });
    await world.events();
    assert.equal((await world.door.getPayment({ paymentId: payment.id })).status, 'refund_due');
    assert.deepEqual(
      (await world.door.listPayments({ status: 'refund_due', limit: 9 })).items.map(({ id }) => id),
      [payment.id],
    );
    for (let times = 0; times < 2; times++) await world.door.settleRefund({ paymentId: payment.id, byHand: true });
    const now = await world.door.getPayment({ paymentId: payment.id });
    assert.deepEqual([now.status, now.refundedMinor, now.refundDueMinor], ['refunded', 4_000_000, 0]);
  });

  it('expire, and count all the same when they are paid later', async () => {
    const payment = await world.start({ method: 'paypal' });
    await world.door.expirePayments({ purchaseIds: [payment.purchaseId] });
    assert.equal((await world.door.getPayment({ paymentId: payment.id })).status, 'expired');
    await world.door.sandboxDecide({ paymentId: payment.id, decision: 'approve' });
    await world.events();
    for (const notice of world.notices()) await world.door.receiveNotice({ gateway: 'sandbox', ...notice });
    assert.equal((await world.door.getPayment({ paymentId: payment.id })).status, 'paid');
    await world.door.expirePayments({ purchaseIds: [payment.purchaseId] });
    assert.equal(
      (await world.door.getPayment({ paymentId: payment.id })).status,
      'paid',
      'what is paid does not expire',
    );
    await world.door.allocatePayment({ paymentId: payment.id, orders: [] });
    await world.events();
  });
});

forEachDatabase('a gateway that gives no answer', (open) => {
  it('is asked what became of the payment: money that it took is not lost', async () => {
    const gateway = cutOff();
    const world = await openPayments(await open(), [gateway]);
    const payment = await world.start();
    assert.deepEqual([payment.status, payment.receivedMinor], ['pending', null]);
    await world.work({
      id: newId(),
      kind: 'job.check_payment',
      payload: { paymentId: payment.id, round: 1 },
      attempts: 1,
    });
    const now = await world.door.getPayment({ paymentId: payment.id });
    assert.deepEqual([now.status, now.receivedMinor], ['paid', 4_000_000]);
    await world.close();
  });

  it('is asked, too, about a payment whose request broke off before it was called', async () => {
    const gateway = cutOff();
    const world = await openPayments(await open(), [gateway]);
    const payment = await world.start();
    await world.db.query.updateTable('payments').set({ status: 'created' }).where('id', '=', payment.id).execute();
    const checks = await world.db.query
      .selectFrom('payments_outbox')
      .select('payload')
      .where('kind', '=', 'job.check_payment')
      .execute();
    assert.equal(checks.length, 1, 'the check was recorded with the payment');
    await world.work({
      id: newId(),
      kind: 'job.check_payment',
      payload: { paymentId: payment.id, round: 1 },
      attempts: 1,
    });
    assert.equal((await world.door.getPayment({ paymentId: payment.id })).status, 'paid');
    await world.close();
  });
});
