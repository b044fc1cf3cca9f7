import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { copiesOf, ledgerOf, look, place } from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type GatewayShop, openGatewayShop } from '../../../tests/support/mercado-pago/shop.ts';
import { refusal, waitFor } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';
import type { Purchase } from '../sales/index.ts';

const statusesOf = (purchase: Purchase): string[] => purchase.payments.map((payment) => payment.status);
const refunded = (purchase: Purchase): boolean => purchase.payments.some(({ status }) => status === 'refunded');
const day = 86_400_000;

forEachDatabase('a notice of a gateway', (open) => {
  let shop: GatewayShop;
  before(async () => {
    shop = await openGatewayShop(await open());
  });
  after(async () => {
    await shop.assertSound();
    await shop.close();
  });

  it('makes the order paid, and its copy sold', async () => {
    const { purchase, payment, listing } = await shop.buy();
    assert.deepEqual([payment.status, payment.method, payment.cardEnding], ['pending', 'mercado_pago', null]);
    await shop.payAndTell(payment);
    const now = await look(shop.world, purchase);
    assert.deepEqual([now.status, ...statusesOf(now)], ['paid', 'paid']);
    assert.deepEqual(await copiesOf(shop.world, listing), { quantity: 0, available: 0, sold: 1 });
  });

  it('that comes doubled, five at a time, changes nothing after the first', async () => {
    const { purchase, payment } = await shop.buy();
    const before = await ledgerOf(shop.world);
    const notice = shop.gateway.noticeOf(shop.pay(payment));
    await Promise.all([1, 2, 3, 4, 5].map(() => shop.bring(notice)));
    await shop.bring(notice);
    assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['paid']);
    assert.equal((await ledgerOf(shop.world)).escrow, (before.escrow ?? 0) + payment.amountMinor);
  });

  it('that comes out of order does not take back what was paid', async () => {
    const { purchase, payment } = await shop.buy();
    const refusedFirst = shop.pay(payment, { status: 'rejected', detail: 'cc_rejected_high_risk' });
    const waiting = shop.pay(payment, { status: 'in_process' });
    const early = [refusedFirst, waiting].map((each) => shop.gateway.noticeOf(each));
    await shop.payAndTell(payment);
    for (const notice of early) await shop.bring(notice);
    assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['paid']);
  });

  it('of a refusal leaves the purchase open: the payer tries again on the same page, or starts anew', async () => {
    const { purchase, payment } = await shop.buy();
    await shop.payAndTell(payment, { status: 'rejected', detail: 'cc_rejected_insufficient_amount' });
    const refused = await look(shop.world, purchase);
    assert.deepEqual([refused.status, refused.payments[0]?.status], ['awaiting_payment', 'failed']);
    assert.equal(refused.payments[0]?.failureCode, 'card_declined');
    const second = await shop.start(purchase);
    assert.notEqual(second.continueUrl, payment.continueUrl);
    await shop.payAndTell(payment);
    assert.equal((await look(shop.world, purchase)).status, 'paid', 'by the first page');
    await shop.payAndTell(second);
    const now = await shop.until(purchase, refunded);
    assert.deepEqual(statusesOf(now), ['paid', 'refunded']);
  });

  it('that is forged, or signed for another payment, changes nothing', async () => {
    const { purchase, payment } = await shop.buy();
    const waiting = shop.pay(payment, { status: 'in_process' });
    const notice = shop.gateway.noticeOf(waiting);
    const other = shop.pay((await shop.buy()).payment);
    const forgeries = [
      { ...notice, headers: {} },
      { ...notice, query: { ...notice.query, 'data.id': String(other.id) } },
      { ...notice, headers: { ...notice.headers, 'x-request-id': newId() } },
      { ...notice, headers: { ...notice.headers, 'x-signature': `ts=1,v1=${'0'.repeat(64)}` } },
    ];
    for (const forged of forgeries) await assert.rejects(shop.bring(forged), refusal('notice.forged', 401));
    await shop.bring({ ...notice, body: notice.body.replaceAll(String(waiting.id), String(other.id)) });
    assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['pending']);
    await shop.bring(shop.gateway.noticeOf(other));
  });

  it('that is replayed after a refund, or after days, does not bring the money back', async () => {
    const { purchase, payment } = await shop.buy();
    const paid = shop.pay(payment);
    const notice = shop.gateway.noticeOf(paid);
    await shop.bring(notice);
    await shop.world.doors.sales.cancelPurchase({
      buyer: { accountId: shop.world.mateo.id },
      purchaseId: purchase.id,
      idempotencyKey: newId(),
    });
    await shop.until(purchase, refunded);
    const ledger = await ledgerOf(shop.world);
    await shop.bring(notice);
    await shop.bring(shop.gateway.noticeOf(paid));
    const old = shop.gateway.noticeOf(paid, { signedAt: Date.now() - 6 * day });
    await assert.rejects(shop.bring(old), refusal('notice.forged', 401));
    assert.deepEqual(await ledgerOf(shop.world), ledger);
    assert.equal((await look(shop.world, purchase)).status, 'cancelled');
  });

  for (const [what, given, received] of [
    ['less than was asked', { amount: 10 }, [1_000, 'COP']],
    ['more than was asked', { amount: 90_000 }, [9_000_000, 'COP']],
    ['the same number in another currency', { currency: 'USD' }, [4_000_000, 'USD']],
  ] as const)
    it(`of ${what} owes it back, whole, and the purchase stays to be paid`, async () => {
      const { purchase, payment } = await shop.buy();
      const paid = await shop.payAndTell(payment, given);
      const now = await shop.until(purchase, refunded);
      const [back] = now.payments;
      assert.deepEqual([back?.receivedMinor, back?.receivedCurrency], received);
      assert.deepEqual([now.status, back?.refundedMinor], ['awaiting_payment', received[0]]);
      assert.equal(paid.transaction_amount_refunded, paid.transaction_amount);
      await shop.payAndTell(await shop.start(purchase));
      assert.equal((await look(shop.world, purchase)).status, 'paid', 'the right amount pays it all the same');
    });

  it('about a payment that is not ours is kept, and sells nothing', async () => {
    const strange = { transaction_amount: 40_000, currency_id: 'COP', status: 'approved' as const };
    const { gateway } = shop;
    for (const external_reference of [newId(), 'somebody else’s order', null]) {
      const notice = gateway.noticeOf(gateway.books.addPayment({ ...strange, external_reference }));
      assert.equal(await shop.bring(notice), undefined);
    }
    assert.equal(await shop.bring(gateway.noticeOf({ id: 123 })), undefined, 'it does not know of that one itself');
    const kept = await shop.world.db.query
      .selectFrom('payment_notices')
      .selectAll()
      .where('payment_id', 'is', null)
      .execute();
    assert.deepEqual(
      kept.map((each) => `${String(each.status)} ${String(each.amount_minor)}`),
      ['paid 4000000'],
    );
  });

  it('about the second charge of a payer who paid twice owes that one back', async () => {
    const { purchase, payment } = await shop.buy();
    const first = await shop.payAndTell(payment);
    const second = shop.pay(payment);
    const notice = shop.gateway.noticeOf(second);
    await Promise.all([shop.bring(notice), shop.bring(notice), shop.check(payment)]);
    const now = await shop.until(purchase, refunded);
    assert.deepEqual([now.status, ...statusesOf(now)], ['paid', 'paid', 'refunded']);
    assert.deepEqual([first.transaction_amount_refunded, second.transaction_amount_refunded], [0, 40_000]);
  });

  it('about a purchase that was cancelled meanwhile owes it back', async () => {
    const { purchase, payment, listing } = await shop.buy();
    await shop.world.doors.sales.cancelPurchase({
      buyer: { accountId: shop.world.mateo.id },
      purchaseId: purchase.id,
      idempotencyKey: newId(),
    });
    await shop.payAndTell(payment);
    assert.equal((await shop.until(purchase, refunded)).status, 'cancelled');
    await waitFor('the copy', async () => (await copiesOf(shop.world, listing)).available === 1);
  });
});

forEachDatabase('a notice that comes after the hold', (open) => {
  let shop: GatewayShop;
  before(async () => {
    shop = await openGatewayShop(await open(), { environment: { SHOP_HOLD_SECONDS: '1' } });
  });
  after(async () => {
    await shop.assertSound();
    await shop.close();
  });
  const expired = (purchase: Purchase): boolean =>
    purchase.status === 'expired' && purchase.payments[0]?.status === 'expired';

  it('takes the copies again where they are still there', async () => {
    const { purchase, payment, listing } = await shop.buy();
    await shop.until(purchase, expired);
    await shop.payAndTell(payment);
    assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['paid']);
    assert.deepEqual(await copiesOf(shop.world, listing), { quantity: 0, available: 0, sold: 1 });
  });

  it('owes the money back where somebody else has them', async () => {
    const { purchase, payment, listing } = await shop.buy();
    await shop.until(purchase, expired);
    await shop.payAndTell(await shop.start(await place(shop.world, [listing])));
    await shop.payAndTell(payment);
    const now = await shop.until(purchase, refunded);
    assert.deepEqual([now.status, now.payments[0]?.refundedMinor], ['expired', 4_000_000]);
    assert.equal((await copiesOf(shop.world, listing)).sold, 1);
  });
});
