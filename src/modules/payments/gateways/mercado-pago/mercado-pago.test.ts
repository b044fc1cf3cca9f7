import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type MercadoPagoStandIn, startMercadoPago } from '../../../../../tests/support/mercado-pago/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { type GatewayTrial, gatewayConformance } from '../../conformance/gateway-conformance.ts';
import { withDeadlines } from '../deadline.ts';
import type { Charge, Gateway } from '../gateway.ts';
import { createMercadoPago } from './index.ts';
import { outcomeOf, tellingOutcomes } from './outcome.ts';

const states = { paid: 'approved', failed: 'rejected', pending: 'in_process' } as const;

const newCharge = (): Charge => ({
  paymentId: newId(),
  repeated: false,
  amountMinor: 4_000_000,
  currency: 'COP',
  method: 'mercado_pago',
  description: 'BookStore',
  returnUrl: 'https://shop.test/purchases/1',
  holdExpiresAt: Date.now() + 900_000,
});

const gatewayAt = (standIn: MercadoPagoStandIn): Gateway =>
  createMercadoPago({
    accessToken: standIn.accessToken,
    webhookSecret: standIn.webhookSecret,
    noticeUrl: 'https://shop.test/webhooks/mercado_pago',
    url: standIn.url,
    timeoutMs: 2_000,
  });

async function openTrial(): Promise<GatewayTrial> {
  const standIn = await startMercadoPago();
  const { books } = standIn;
  const noticesOf = (charge: Charge) => books.paymentsOf(charge.paymentId).map((payment) => standIn.noticeOf(payment));
  return {
    gateway: gatewayAt(standIn),
    newCharge,
    act: async (_, answer, ends, took) =>
      void standIn.pay(answer.continueUrl ?? '', {
        status: states[ends],
        ...(ends === 'failed' ? { detail: 'cc_rejected_insufficient_amount' } : {}),
        ...(took ? { amount: took.amountMinor / 100, currency: took.currency } : {}),
      }),
    notices: async (charge) => noticesOf(charge),
    noticeSignedAt: async (charge, at) =>
      standIn.noticeOf(books.paymentsOf(charge.paymentId)[0] ?? { id: 0 }, { signedAt: at }),
    strangeNotice: async () =>
      standIn.noticeOf(
        books.addPayment({
          external_reference: newId(),
          transaction_amount: 5,
          currency_id: 'COP',
          status: 'in_process',
        }),
      ),
    cut: (when) => standIn.fault(when === 'before' ? 'cut before' : 'cut after'),
    books: async (charge) => {
      const paid = books.paymentsOf(charge.paymentId).filter(({ status }) => /approved|refunded/.test(status));
      const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount * 100, 0);
      return {
        tookMinor: sum(paid.map((each) => each.transaction_amount)),
        returnedMinor: sum(paid.map((each) => each.transaction_amount_refunded)),
      };
    },
    close: () => standIn.stop(),
  };
}

gatewayConformance('Mercado Pago', 'gateway', openTrial);

describe('Mercado Pago', () => {
  let standIn: MercadoPagoStandIn;
  let gateway: Gateway;
  before(async () => {
    standIn = await startMercadoPago();
    gateway = gatewayAt(standIn);
  });
  after(() => standIn.stop());
  const preferenceOf = (charge: Charge) => standIn.books.preferencesOf(charge.paymentId)[0];

  it('is asked for whole pesos, under our id, until the hold ends, and never for cash at a counter', async () => {
    const charge = newCharge();
    await gateway.charge(charge);
    const preference = preferenceOf(charge);
    assert.deepEqual(preference?.items, [
      { id: charge.paymentId, title: 'BookStore', quantity: 1, currency_id: 'COP', unit_price: 40_000 },
    ]);
    assert.equal(preference.notification_url, 'https://shop.test/webhooks/mercado_pago?source_news=webhooks');
    assert.equal(preference.auto_return, 'approved');
    assert.equal(Date.parse(String(preference.expiration_date_to)), charge.holdExpiresAt);
    assert.deepEqual(preference.payment_methods, { excluded_payment_types: [{ id: 'ticket' }, { id: 'atm' }] });
  });

  it('gets no address that it would refuse, from a shop without https', async () => {
    const { accessToken, webhookSecret, url } = standIn;
    const plain = createMercadoPago({ accessToken, webhookSecret, url, noticeUrl: 'http://localhost:3000/webhooks' });
    const charge = { ...newCharge(), returnUrl: 'http://localhost:3000/purchases/1' };
    await plain.charge(charge);
    const preference = preferenceOf(charge);
    assert.deepEqual([preference?.auto_return, preference?.notification_url], [undefined, undefined]);
  });

  it('takes whole pesos of Colombia and Chile, cents elsewhere, and no currency of another place', () => {
    const takes = (amountMinor: number, currency: string): boolean => gateway.takes({ amountMinor, currency });
    assert.deepEqual([takes(4_100_000, 'COP'), takes(4_100_050, 'COP'), takes(4_100_001, 'COP')], [true, false, false]);
    assert.deepEqual([takes(990, 'CLP'), takes(1_999, 'MXN'), takes(1, 'BRL')], [true, true, true]);
    assert.deepEqual(
      [takes(1_000, 'EUR'), takes(1_000, 'USD'), takes(0, 'COP'), takes(-100, 'COP')],
      Array(4).fill(false),
    );
  });

  it('is asked once a call: the shop repeats, not the SDK', async () => {
    for (const fault of [429, 500, 'cut before'] as const) {
      const before = standIn.calls.length;
      standIn.fault(fault);
      await assert.rejects(gateway.find({ paymentId: newId() }));
      assert.equal(standIn.calls.length - before, 1, String(fault));
    }
  });

  it('has a deadline until its answer begins, and another until it ends', async () => {
    const { accessToken, webhookSecret, url } = standIn;
    const quick = createMercadoPago({ accessToken, webhookSecret, url, timeoutMs: 100 });
    standIn.fault('hang');
    await assert.rejects(quick.find({ paymentId: newId() }), /abort/i);
    standIn.fault('stall');
    await assert.rejects(withDeadlines(gateway, 300).find({ paymentId: newId() }), /within 300 ms/);
  });

  it('is two, each with its own address, token and key, in one process at the same time', async () => {
    const other = await startMercadoPago();
    const charges = Array.from({ length: 20 }, newCharge);
    await Promise.all(charges.map((charge, index) => (index % 2 ? gateway : gatewayAt(other)).charge(charge)));
    const at = (books: MercadoPagoStandIn['books']) =>
      charges.map(({ paymentId }) => books.preferencesOf(paymentId).length);
    assert.deepEqual(
      at(other.books),
      charges.map((_, index) => (index % 2 ? 0 : 1)),
    );
    assert.deepEqual(
      at(standIn.books),
      charges.map((_, index) => (index % 2 ? 1 : 0)),
    );
    const keys = [...standIn.calls, ...other.calls].map(({ idempotencyKey }) => idempotencyKey);
    for (const { paymentId } of charges) assert.ok(keys.includes(paymentId));
    await other.stop();
  });

  it('says nothing of its token where it refuses it', async () => {
    const { webhookSecret, url } = standIn;
    const stranger = createMercadoPago({ accessToken: 'APP_USR-somebody-else', webhookSecret, url });
    await assert.rejects(
      stranger.charge(newCharge()),
      (error) => !JSON.stringify([String(error), error]).includes('somebody'),
    );
  });

  it('signs in seconds or in milliseconds', async () => {
    const charge = newCharge();
    const { continueUrl = '' } = await gateway.charge(charge);
    const paid = standIn.pay(continueUrl);
    for (const unit of ['s', 'ms'] as const)
      assert.equal((await gateway.readNotice(standIn.noticeOf(paid, { unit })))?.paymentId, charge.paymentId);
    const day = 86_400_000;
    const late = standIn.noticeOf(paid, { signedAt: Date.now() - 4 * day });
    assert.equal((await gateway.readNotice(late))?.status, 'paid', 'its last repetition comes after four days');
  });

  it('is not asked anything for a notice about something else, or for a forged one', async () => {
    const before = standIn.calls.length;
    for (const type of ['merchant_order', 'topic_chargebacks_wh', 'plan'])
      assert.equal(await gateway.readNotice(standIn.noticeOf({ id: 123 }, { type })), undefined);
    assert.equal(await gateway.readNotice(standIn.noticeOf({ id: 'ABC-1' })), undefined);
    const forged = { ...standIn.noticeOf({ id: 123 }), query: { 'data.id': '124', type: 'payment' } };
    await assert.rejects(gateway.readNotice(forged), { code: 'notice.forged' });
    await assert.rejects(gateway.readNotice({ ...standIn.noticeOf({ id: 123 }), body: 'x' }), {
      code: 'notice.unreadable',
    });
    assert.equal(standIn.calls.length, before);
  });

  it('means by each of its statuses one of ours', () => {
    const said = (status: string, more: object = {}) => {
      const payment = { id: '1', status, transaction_amount: 410.5, currency_id: 'BRL', ...more };
      const { failureCode, amountMinor, ...outcome } = outcomeOf(payment);
      return [outcome.status, amountMinor, failureCode];
    };
    assert.deepEqual(said('approved'), ['paid', 41_050, undefined]);
    assert.deepEqual(said('in_mediation'), ['paid', 41_050, undefined]);
    assert.deepEqual(said('approved', { transaction_amount_refunded: 410 }), ['paid', 50, undefined]);
    for (const status of ['pending', 'in_process', 'authorized', 'something_new'])
      assert.deepEqual(said(status), ['pending', 0, undefined]);
    assert.deepEqual(said('rejected'), ['failed', 0, 'declined']);
    assert.deepEqual(said('rejected', { status_detail: 'cc_rejected_bad_filled_date' }), [
      'failed',
      0,
      'card_declined',
    ]);
    assert.deepEqual(said('cancelled'), ['failed', 0, 'declined']);
    for (const status of ['refunded', 'charged_back']) assert.deepEqual(said(status), ['failed', 0, 'returned']);
  });

  it('tells of a payment that may still come rather than of one that was refused', () => {
    const payment = { id: '1', status: 'rejected', transaction_amount: 1, currency_id: 'COP' };
    const [telling, ...others] = tellingOutcomes([payment, { ...payment, id: '2', status: 'in_process' }]);
    assert.deepEqual([telling?.reference, telling?.status, others.length], ['2', 'pending', 0]);
  });
});
