import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look, place } from '../../../../tests/support/buying.ts';
import {
  type MercadoPagoStandIn,
  startMercadoPago,
  type WebhookNotice,
} from '../../../../tests/support/mercado-pago/index.ts';
import { goodPassword, openWebShop, type Visitor, type WebShop, waitFor } from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

let gateway: MercadoPagoStandIn;
let shop: WebShop;
let mateo: Visitor;
before(async () => {
  gateway = await startMercadoPago();
  shop = await openWebShop({ environment: { ...gateway.environment }, api: true });
  mateo = await shop.signIn('mateo@example.com');
});
after(async () => {
  await shop.close();
  await gateway.stop();
});

const order = async () => place(shop, [await shop.soledad()]);
const paymentPath = (id: string): string => `/purchases/${id}/payment`;
const startAt = async (id: string) => mateo.submit(await mateo.get(paymentPath(id)), paymentPath(id));

/** Over the network, as Mercado Pago sends it. */
const send = ({ headers, query, body }: WebhookNotice) =>
  fetch(`${shop.url}/webhooks/mercado_pago?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers,
    body,
  });

test('the payment page asks for no card, offers no method of the sandbox, and leads to the gateway', async () => {
  const { id } = await order();
  const page = await mateo.get(paymentPath(id));
  const form = page.forms.find(({ action }) => action === paymentPath(id));
  assert.deepEqual(Object.keys(form?.fields ?? {}).sort(), ['csrf', 'key', 'method']);
  assert.equal(form?.fields.method, 'mercado_pago');
  assert.doesNotMatch(page.body, /name="card"|testCard|4242|PayPal|Transferencia|prueba/);
  assert.match(page.text, /Seguir a Mercado Pago.*Esta tienda no ve ni guarda tu tarjeta/);

  const sent = await startAt(id);
  assert.equal(sent.location, `/purchases/${id}`);
  const waiting = await mateo.follow(sent);
  const [payment] = (await look(shop, { id })).payments;
  assert.match(waiting.text, /Falta que pagues \$\s40\.000 en Mercado Pago/);
  assert.ok(waiting.body.includes(`href="${payment?.continueUrl ?? ''}"`), 'a link leads on');
});

test('its notice, over the network, makes the purchase paid', async () => {
  const { id } = await order();
  await startAt(id);
  const [payment] = (await look(shop, { id })).payments;
  const paid = gateway.pay(payment?.continueUrl ?? '');
  const notice = gateway.noticeOf(paid);
  const forged = await send({ ...notice, query: { ...notice.query, 'data.id': '1' } });
  assert.deepEqual([forged.status, await forged.json()], [401, { code: 'notice.forged' }]);
  gateway.fault(500, /payments/);
  assert.equal((await send(notice)).status, 503, 'it comes again');
  assert.equal((await send(notice)).status, 200);
  assert.equal((await look(shop, { id })).status, 'paid');
  assert.equal((await send(gateway.noticeOf({ id: 5 }))).status, 200, 'one about nothing of ours need not come again');
  assert.equal((await send(gateway.noticeOf(paid, { type: 'merchant_order' }))).status, 200);
});

test('while it gives no answer the page says so, and the same form goes on when it does', async () => {
  const { id } = await order();
  gateway.fault('cut before', /preferences/);
  const silent = await startAt(id);
  assert.equal(silent.status, 503);
  assert.match(silent.text, /Mercado Pago no responde.*No se cobró nada/);
  const sent = await mateo.submit(silent, paymentPath(id));
  assert.equal(sent.location, `/purchases/${id}`);
  const { payments } = await look(shop, { id });
  assert.deepEqual(
    payments.map(({ status }) => status),
    ['pending'],
  );
});

test('a card number that a form sends all the same is not taken in', async () => {
  const { id } = await order();
  const page = await mateo.get(paymentPath(id));
  const sent = await mateo.submit(page, paymentPath(id), { method: 'card', card: '4242424242424242' });
  assert.ok(!sent.body.includes('4242'));
  const rows = await shop.db.query.selectFrom('payments').selectAll().where('purchase_id', '=', id).execute();
  assert.deepEqual(
    rows.map((row) => `${String(row.method)} ${String(row.card_ending)}`),
    ['mercado_pago null'],
  );
  assert.ok(!JSON.stringify(gateway.books.preferencesOf(String(rows[0]?.id))).includes('4242'));
});

test('there is no sandbox beside it', async () => {
  const { id } = await order();
  await startAt(id);
  const [payment] = (await look(shop, { id })).payments;
  assert.equal((await mateo.get(`/sandbox/${payment?.id ?? ''}`)).status, 404);
  assert.equal((await mateo.post(`/sandbox/${payment?.id ?? ''}`, { decision: 'approve' })).status, 404);
  assert.equal((await fetch(`${shop.url}/webhooks/sandbox`, { method: 'POST', body: '{}' })).status, 404);
});

test('REST starts it without a card, and refuses one', async () => {
  const session = await shop.server.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { email: 'mateo@example.com', password: goodPassword },
  });
  const { token } = session.json<{ token: string }>();
  const { id } = await order();
  const pay = (payload: object, key = newId()) =>
    shop.server.inject({
      method: 'POST',
      url: `/api/v1/purchases/${id}/payments`,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
      payload,
    });
  const card = { number: '4242424242424242' };
  const refused = await pay({ method: 'card', card });
  assert.deepEqual([refused.statusCode, refused.json<{ code: string }>().code], [422, 'payment.method_unavailable']);
  assert.ok(refused.body.includes('mercado_pago'), 'it says what is offered');
  const withCard = await pay({ method: 'mercado_pago', card });
  assert.deepEqual([withCard.statusCode, withCard.json<{ code: string }>().code], [422, 'card.unexpected']);
  gateway.fault(503, /preferences/);
  const key = newId();
  assert.equal((await pay({ method: 'mercado_pago' }, key)).statusCode, 503);
  const started = await pay({ method: 'mercado_pago' }, key);
  const payment = started.json<{ status: string; continueUrl: string }>();
  assert.deepEqual([started.statusCode, payment.status], [201, 'pending']);
  const paid = gateway.pay(payment.continueUrl);
  await send(gateway.noticeOf(paid));
  await waitFor('the order', async () => (await look(shop, { id })).status === 'paid');
});
