import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { pino } from 'pino';
import { look, place } from '../../../tests/support/buying.ts';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import type { Fault } from '../../../tests/support/mercado-pago/index.ts';
import { type GatewayShop, openGatewayShop } from '../../../tests/support/mercado-pago/shop.ts';
import { refusal, waitFor } from '../../../tests/support/shop-world.ts';
import { newId } from '../../platform/ids.ts';
import type { Purchase } from '../sales/index.ts';

const statusesOf = (purchase: Purchase): string[] => purchase.payments.map((payment) => payment.status);
const noAnswer = refusal('gateway.no_answer', 503);
const badDays = ['cut before', 'cut after', 'garbage', 429, 500, 503] as const satisfies Fault[];

forEachDatabase('a gateway on a bad day', (open) => {
  let shop: GatewayShop;
  const logged: string[] = [];
  before(async () => {
    const log = pino({ level: 'trace', base: null }, { write: (line: string) => void logged.push(line) });
    shop = await openGatewayShop(await open(), { log });
  });
  after(async () => {
    await shop.assertSound();
    await shop.close();
  });
  const order = async () => place(shop.world, [await shop.world.soledad()]);
  const cancel = (purchase: { id: string }) =>
    shop.world.doors.sales.cancelPurchase({
      buyer: { accountId: shop.world.mateo.id },
      purchaseId: purchase.id,
      idempotencyKey: newId(),
    });

  for (const fault of badDays)
    it(`(${fault}) that does not prepare its page has taken nothing: the same request goes on with the same payment`, async () => {
      const purchase = await order();
      shop.gateway.fault(fault, /^POST .*preferences/);
      await assert.rejects(shop.start(purchase, 'key-of-this-form'), noAnswer);
      assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['created']);
      const payment = await shop.start(purchase, 'key-of-this-form');
      assert.ok(payment.continueUrl !== null);
      const pages = shop.gateway.books.preferencesOf(payment.id);
      assert.equal(pages.length, 1, 'a page that it did prepare is found again');
      await shop.payAndTell(payment);
      assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['paid']);
    });

  for (const fault of badDays)
    it(`(${fault}) that does not say what its notice is about sends it again, and nothing is lost`, async () => {
      const { purchase, payment } = await shop.buy();
      const notice = shop.gateway.noticeOf(shop.pay(payment));
      shop.gateway.fault(fault, /^GET .*payments/);
      await assert.rejects(shop.bring(notice), noAnswer);
      assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['pending']);
      await shop.bring(notice);
      assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['paid']);
    });

  for (const fault of badDays)
    it(`(${fault}) that loses every notice, and then does not answer either, is asked until it does`, async () => {
      const { purchase, payment } = await shop.buy();
      shop.pay(payment, { status: 'rejected' });
      shop.pay(payment);
      shop.gateway.fault(fault, /search/);
      await assert.rejects(shop.check(payment));
      assert.deepEqual(statusesOf(await look(shop.world, purchase)), ['pending']);
      await shop.check(payment);
      assert.equal((await shop.until(purchase, ({ status }) => status === 'paid')).payments[0]?.status, 'paid');
    });

  it('that does not say whether it sent money back is asked again, and sends it once', async () => {
    const bought = await Promise.all(badDays.map(() => shop.buy()));
    const paid = await Promise.all(bought.map(({ payment }) => shop.payAndTell(payment)));
    for (const fault of badDays) shop.gateway.fault(fault, /refunds/);
    await Promise.all(bought.map(({ purchase }) => cancel(purchase)));
    for (const { purchase } of bought) await shop.until(purchase, ({ payments }) => payments[0]?.status === 'refunded');
    for (const { id, transaction_amount_refunded: returned } of paid) {
      assert.equal(returned, 40_000);
      assert.equal(shop.gateway.books.refunds.filter(({ payment_id }) => payment_id === id).length, 1);
    }
    const calls = shop.gateway.calls.filter(({ path }) => path.endsWith('/refunds'));
    const keys = new Set(calls.map(({ idempotencyKey }) => idempotencyKey));
    assert.deepEqual([calls.length, keys.size], [2 * badDays.length, badDays.length]);
  });

  it('gets its last look at a payment that is decided: a second charge without any notice is owed back', async () => {
    const { purchase, payment } = await shop.buy();
    await shop.payAndTell(payment);
    shop.pay(payment);
    await shop.check(payment, 14);
    const now = await shop.until(purchase, ({ payments }) => payments.some(({ status }) => status === 'refunded'));
    assert.deepEqual(statusesOf(now), ['paid', 'refunded']);
  });

  it('that hangs, or begins an answer and never ends it, holds up nobody else, and is given up in time', async () => {
    const [asked, stalled, told] = [await order(), await order(), await shop.buy()];
    const [checked, back] = [await shop.buy(), await shop.buy()];
    await shop.payAndTell(back.payment);
    const notice = shop.gateway.noticeOf(shop.pay(told.payment));
    for (const fits of [/^POST .*preferences/, /^GET .*payments.\d/, /search/, /refunds/])
      shop.gateway.fault('hang', fits);
    shop.gateway.fault('stall', /^POST .*preferences/);
    const begun = Date.now();
    const hanging = [shop.start(asked), shop.start(stalled), shop.bring(notice), shop.check(checked.payment)];
    for (const each of hanging) each.catch(() => undefined);
    await cancel(back.purchase);
    await waitFor('all four calls', async () => shop.gateway.waiting() === 4);
    for (let copies = 0; copies < 5; copies++) await order();
    assert.equal(shop.gateway.waiting(), 4, 'five checkouts went through meanwhile');
    const ends = await Promise.allSettled(hanging);
    assert.deepEqual(new Set(ends.map(({ status }) => status)), new Set(['rejected']));
    assert.ok(Date.now() - begun < 30_000, 'no call outlives its deadline by much');
    await shop.bring(notice);
    await shop.until(back.purchase, ({ payments }) => payments[0]?.status === 'refunded');
  });

  it('is written about without its secrets', async () => {
    assert.ok(logged.some((line) => line.includes('the gateway gave no answer')));
    const secrets = [shop.gateway.accessToken, shop.gateway.webhookSecret, 'Bearer'];
    assert.deepEqual(
      logged.filter((line) => secrets.some((secret) => line.includes(secret))),
      [],
    );
    const items = await shop.world.db.query.selectFrom('payments_outbox').select('last_error').execute();
    assert.ok(!secrets.some((secret) => JSON.stringify(items).includes(secret)));
  });
});
