import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import type { Charge, Gateway } from './gateways/gateway.ts';
import { openPayments, type PaymentsWorld, refusal } from './payments.fixture.ts';

/** A gateway with a page of its own that answers or not. */
const elsewhere = (): Gateway & { charged: Charge[]; silent: boolean } => ({
  name: 'elsewhere',
  methods: ['mercado_pago'],
  page: 'gateway',
  charged: [],
  silent: false,
  takes: ({ amountMinor }) => amountMinor % 100 === 0,
  refunds: () => true,
  async charge(charge) {
    this.charged.push(charge);
    if (this.silent) throw new Error('socket hang up');
    return { status: 'pending', amountMinor: 0, currency: 'COP', reference: 'page', continueUrl: 'https://pay.test/1' };
  },
  find: async () => [],
  readNotice: async () => undefined,
  refund: async () => undefined,
});

forEachDatabase('a real gateway', (open) => {
  const gateway = elsewhere();
  const byPage = { method: 'mercado_pago' as const, card: undefined };
  let world: PaymentsWorld;
  before(async () => {
    world = await openPayments(await open(), [gateway]);
  });
  after(() => world.close());

  it('leaves no sandbox beside it: nobody gets a book for money that is not real', async () => {
    assert.deepEqual(await world.door.paymentMethods(), [{ method: 'mercado_pago', page: 'gateway', sandbox: false }]);
    for (const method of ['card', 'paypal', 'bank_transfer'] as const)
      await assert.rejects(world.start({ method }), refusal('payment.method_unavailable', 422));
    const { id: paymentId } = await world.start(byPage);
    await assert.rejects(
      world.door.sandboxDecide({ paymentId, decision: 'approve' }),
      refusal('payment.not_found', 404),
    );
    const notice = { gateway: 'sandbox', headers: {}, body: '{}' };
    await assert.rejects(world.door.receiveNotice(notice), refusal('gateway.not_found', 404));
  });

  it('with a page of its own is sent no card, and the shop takes none for it', async () => {
    const card = { number: '4242424242424242' };
    await assert.rejects(world.start({ ...byPage, card }), refusal('card.unexpected', 422));
    const payment = await world.start(byPage);
    assert.deepEqual(
      [payment.status, payment.continueUrl, payment.cardEnding],
      ['pending', 'https://pay.test/1', null],
    );
    assert.ok(gateway.charged.every((charge) => charge.card === undefined));
    assert.ok(!JSON.stringify(await world.db.query.selectFrom('payments').selectAll().execute()).includes('4242'));
  });

  it('is not asked for what it cannot charge to the cent', async () => {
    const before = gateway.charged.length;
    const wanted = world.start({ ...byPage, amountMinor: 4_000_050 });
    await assert.rejects(wanted, refusal('payment.amount_unsupported', 422));
    assert.equal(gateway.charged.length, before);
  });

  it('that gives no answer leaves a payment that the same request goes on with, saying that it does', async () => {
    const request = { ...byPage, purchaseId: newId(), idempotencyKey: newId() };
    gateway.silent = true;
    for (let times = 0; times < 2; times++)
      await assert.rejects(world.start(request), refusal('gateway.no_answer', 503));
    gateway.silent = false;
    const payment = await world.start(request);
    assert.equal(payment.continueUrl, 'https://pay.test/1');
    assert.deepEqual((await world.start(request)).id, payment.id);
    const asked = gateway.charged.filter(({ paymentId }) => paymentId === payment.id);
    assert.deepEqual(
      asked.map(({ repeated }) => repeated),
      [false, true, true],
    );
  });
});

forEachDatabase('the sandbox', (open) => {
  it('offers what it has, and no method of another gateway', async () => {
    const world = await openPayments(await open());
    const offered = await world.door.paymentMethods();
    assert.deepEqual(
      offered.map(({ method, page, sandbox }) => [method, page, sandbox]),
      ['card', 'paypal', 'bank_transfer'].map((method) => [method, 'shop', true]),
    );
    const wanted = world.start({ method: 'mercado_pago', card: undefined });
    await assert.rejects(wanted, refusal('payment.method_unavailable', 422));
    await world.close();
  });
});
