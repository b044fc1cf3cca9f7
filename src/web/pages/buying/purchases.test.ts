import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buy, cards, orderOf, pickupProvider, place, theOrder } from '../../../../tests/support/buying.ts';
import { type Answer, openWebShop, type Visitor, type WebShop, waitFor } from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

let shop: WebShop;
let mateo: Visitor;
before(async () => {
  shop = await openWebShop();
  mateo = await shop.signIn('mateo@example.com');
});
after(() => shop.close());

const sales = (): WebShop['doors']['sales'] => shop.doors.sales;
const ship = (orderId: string) =>
  sales().shipOrder({ sellerId: shop.lucia.id, orderId, tracking: 'SER-9', idempotencyKey: newId() });
const paymentOf = (id: string): string => `/purchases/${id}/payment`;

/** Looks at a purchase until its page says so. */
const pageThatSays = (visitor: Visitor, id: string, words: RegExp): Promise<Answer> =>
  waitFor(`a page that says ${String(words)}`, async () => {
    const page = await visitor.get(`/purchases/${id}`);
    return words.test(page.text) && page;
  });

test('a declined card is said on the same page, and another one pays', async () => {
  const { id } = await place(shop, [await shop.soledad()]);
  const page = await mateo.get(paymentOf(id));
  const declined = await mateo.submit(page, paymentOf(id), { card: '4000 0000 0000 0002' });
  assert.equal(declined.status, 422);
  assert.match(declined.text, /El banco rechazó la tarjeta.*los libros siguen apartados/);
  assert.equal(declined.forms.find((form) => form.action === paymentOf(id))?.fields.card, '4000 0000 0000 0002');
  const wrong = await mateo.submit(declined, paymentOf(id), { card: '4242' });
  assert.match(wrong.text, /no es de una tarjeta/);
  assert.match((await mateo.submit(wrong, paymentOf(id), { card: ' ' })).text, /Escribe el número de la tarjeta/);
  const paid = await mateo.submit(wrong, paymentOf(id), { testCard: cards.pays });
  assert.equal(paid.location, `/purchases/${id}?done=purchase_paid`);
  assert.equal((await mateo.get(paymentOf(id))).location, `/purchases/${id}`, 'it is not paid twice');
});

test('a form sent twice pays once', async () => {
  const { id } = await place(shop, [await shop.soledad()]);
  const page = await mateo.get(paymentOf(id));
  const both = await Promise.all([mateo.submit(page, paymentOf(id)), mateo.submit(page, paymentOf(id))]);
  assert.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  );
  const purchase = await sales().getPurchase({ buyer: { accountId: shop.mateo.id }, purchaseId: id });
  assert.equal(purchase.payments.length, 1);
});

test('a slow card says that it waits, and the page says when it is paid', async () => {
  const { id } = await place(shop, [await shop.soledad()]);
  const sent = await mateo.submit(await mateo.get(paymentOf(id)), paymentOf(id), { card: cards.slow });
  assert.equal(sent.location, `/purchases/${id}`);
  const waiting = await mateo.follow(sent);
  assert.match(waiting.text, /Estamos esperando la confirmación.*No pagues otra vez.*Mirar otra vez/);
  assert.match(waiting.body, /<look-again[^>]* data-path="\/purchases\//);
  const paid = await pageThatSays(mateo, id, /a más tardar el/);
  assert.doesNotMatch(paid.body, /<look-again/);
});

test('PayPal goes on at the gateway by a link, and comes back approved or declined', async () => {
  const { id } = await place(shop, [await shop.soledad()]);
  const choose = async () =>
    mateo.follow(await mateo.submit(await mateo.get(paymentOf(id)), paymentOf(id), { method: 'paypal' }));
  const gatewayOf = (page: Answer): string => /href="(\/sandbox\/[0-9A-Z]{26})"/.exec(page.body)?.[1] ?? '';
  const first = await choose();
  assert.match(first.text, /Falta que apruebes \$ 40\.000 en PayPal/);
  const gateway = await mateo.get(gatewayOf(first));
  assert.match(gateway.text, /Caja de pruebas.*\$ 40\.000/);
  const declined = await mateo.submit(gateway, gatewayOf(first), { decision: 'decline' });
  assert.match(declined.text, /Rechazado.*Volver a la tienda/);
  await pageThatSays(mateo, id, /El pago no se aprobó/);
  const second = await choose();
  await mateo.submit(await mateo.get(gatewayOf(second)), gatewayOf(second), { decision: 'approve' });
  await pageThatSays(mateo, id, /a más tardar el/);
  const again = await mateo.post(gatewayOf(second), { decision: 'decline' });
  assert.equal(again.status, 409);
  assert.match((await mateo.get(gatewayOf(second))).text, /ya está decidido/);
  for (const nobody of [newId(), 'x']) assert.equal((await mateo.get(`/sandbox/${nobody}`)).status, 404);
});

test('a bank transfer shows where to send it, and stays pending until it is confirmed', async () => {
  const { id } = await place(shop, [await shop.soledad()]);
  const page = await mateo.follow(
    await mateo.submit(await mateo.get(paymentOf(id)), paymentOf(id), { method: 'bank_transfer' }),
  );
  assert.match(page.text, /Haz la transferencia.*Cuenta de ahorros.*Referencia.*\$ 40\.000/);
  const [payment] = (await sales().getPurchase({ buyer: { accountId: shop.mateo.id }, purchaseId: id })).payments;
  await shop.doors.payments.confirmTransfer({ paymentId: payment?.id ?? '' });
  await pageThatSays(mateo, id, /a más tardar el/);
});

test('a purchase is cancelled after asking once, and the money goes back', async () => {
  const { purchase } = await buy(shop, await shop.soledad());
  const page = await mateo.get(`/purchases/${purchase.id}`);
  assert.match(page.body, new RegExp(`href="/purchases/${purchase.id}/cancellation"`));
  const asks = await mateo.get(`/purchases/${purchase.id}/cancellation`);
  assert.match(asks.text, /¿Cancelar esta compra\?.*te devolvemos \$ 40\.000/);
  const done = await mateo.follow(await mateo.submit(asks, `/purchases/${purchase.id}/cancellation`));
  assert.match(done.text, /Cancelaste la compra.*Cancelado/);
  await pageThatSays(mateo, purchase.id, /Te devolvimos \$ 40\.000 por donde pagaste/);
  assert.equal((await mateo.get(`/purchases/${purchase.id}/cancellation`)).location, `/purchases/${purchase.id}`);
});

test('an unpaid purchase that is cancelled can be put in the cart again', async () => {
  const { id } = await place(shop, [await shop.soledad()]);
  const asks = await mateo.get(`/purchases/${id}/cancellation`);
  assert.match(asks.text, /no pagas nada.*No, dejarla como está/);
  const done = await mateo.follow(await mateo.submit(asks, `/purchases/${id}/cancellation`));
  const cart = await mateo.follow(await mateo.submit(done, `/purchases/${id}/cart`));
  assert.match(cart.text, /Pusimos en tu carrito.*Cien años de soledad/);
});

test('a book is received with one button and reviewed with stars', async () => {
  const { purchase, order } = await buy(shop, await shop.soledad());
  const own = `/purchases/${purchase.id}`;
  await ship(order.id);
  const sent = await mateo.get(own);
  assert.match(sent.text, /En camino.*SER-9.*Ya lo recibí/);
  const received = await mateo.follow(await mateo.submit(sent, `${own}/orders/${order.id}/receipt`));
  assert.match(received.text, /Qué bueno que llegó.*¿Cómo te fue\?/);
  const none = await mateo.submit(received, `${own}/orders/${order.id}/review`, { text: 'Llegó <b>bien</b>' });
  assert.equal(none.status, 422);
  assert.match(none.text, /Elige cuántas estrellas le das/);
  assert.equal(none.forms.find((form) => form.action.endsWith('/review'))?.fields.text, 'Llegó <b>bien</b>');
  const done = await mateo.follow(await mateo.submit(none, `${own}/orders/${order.id}/review`, { stars: '5' }));
  assert.match(done.text, /Gracias por tu reseña.*Tu reseña.*Llegó <b>bien<\/b>/);
  assert.ok(!done.body.includes('<b>bien'));
});

test('a problem is told in words, and the page says what happens', async () => {
  const { purchase, order } = await buy(shop, await shop.soledad());
  const path = `/purchases/${purchase.id}/orders/${order.id}/dispute`;
  assert.equal((await mateo.get(path)).location, `/purchases/${purchase.id}`, 'not before it was sent');
  await ship(order.id);
  const asks = await mateo.get(path);
  const empty = await mateo.submit(asks, path, { reason: '  ' });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /Cuéntanos en una frase/);
  const done = await mateo.follow(await mateo.submit(empty, path, { reason: 'Le faltan páginas' }));
  assert.match(done.text, /Recibimos lo que nos contaste.*En revisión.*El dinero sigue guardado/);
});

test('the hand-over code is shown to the buyer once there is something to pick up', async () => {
  const { purchase, order } = await buy(shop, await shop.soledad(), {
    deliveries: [{ sellerId: shop.lucia.id, providerId: pickupProvider }],
  });
  const code = order.handoverCode ?? 'none';
  assert.ok(!(await mateo.get(`/purchases/${purchase.id}`)).body.includes(code));
  await sales().shipOrder({ sellerId: shop.lucia.id, orderId: order.id, idempotencyKey: newId() });
  assert.ok((await mateo.get(`/purchases/${purchase.id}`)).text.includes(code));
});

test('purchases are listed with what there is to do', async () => {
  const empty = await (await shop.signIn('ana@example.com')).get('/purchases');
  assert.match(empty.text, /Todavía no has comprado nada/);
  const { id } = await place(shop, [await shop.soledad(), await shop.soledad()]);
  const list = await mateo.get('/purchases');
  assert.match(list.text, /Tus compras.*Cien años de soledad.*y 1 libro más.*Falta el pago.*Pagar \$ 65\.000/);
  assert.ok(list.body.includes(`href="/purchases/${id}/payment"`));
  assert.match((await shop.visitor().get('/purchases')).location ?? '', /^\/sign-in\?next=/);
});

test('another’s purchase is not there, whatever is asked of it', async () => {
  const { purchase, order } = await buy(shop, await shop.soledad());
  const sara = await shop.signIn('sara@example.com');
  const own = `/purchases/${purchase.id}`;
  for (const visitor of [sara, shop.visitor()]) {
    for (const path of [
      own,
      `${own}/payment`,
      `${own}/cancellation`,
      `${own}/orders/${order.id}/dispute`,
      '/purchases/x',
    ])
      assert.equal((await visitor.get(path)).status, 404, path);
    for (const path of [
      `${own}/payment`,
      `${own}/cancellation`,
      `${own}/cart`,
      `${own}/orders/${order.id}/receipt`,
      `${own}/orders/${order.id}/review`,
    ])
      assert.equal((await visitor.post(path, { stars: '1' })).status, 404, path);
  }
  const mine = await place(shop, [await shop.soledad()]);
  const other = await mateo.post(`/purchases/${mine.id}/orders/${order.id}/receipt`);
  assert.equal(other.status, 404, 'an order belongs to its own purchase');
});

test('a guest’s link opens the purchase once and for this browser', async () => {
  const { purchase, guestToken = '' } = await sales().placeOrder(
    orderOf(shop, [await shop.soledad()], { buyer: { guest: { email: 'gabo@example.com', locale: 'es' } } }),
  );
  const guest = shop.visitor();
  const own = `/purchases/${purchase.id}`;
  assert.equal((await guest.get(`${own}?token=wrong`)).status, 404);
  assert.equal(guest.cookies.size, 0);
  const opened = await guest.get(`${own}?token=${guestToken}`);
  assert.deepEqual([opened.status, opened.location], [303, own], 'the token does not stay in the address');
  assert.match((await guest.follow(opened)).text, /Falta pagar/);
  const paid = await guest.submit(await guest.get(`${own}/payment`), `${own}/payment`);
  assert.match((await guest.follow(paid)).text, /¡Listo, está pagado!/);
  const withSession = await shop.signIn('sara@example.com');
  await withSession.get(`${own}?token=${guestToken}`);
  assert.equal((await withSession.get(own)).status, 200, 'also for who is signed in');
});

test('too many cards are stopped, in the database', async () => {
  const limited = await openWebShop({ environment: { RATE_LIMITS: 'on' } });
  const visitor = await limited.signIn('mateo@example.com');
  const { id } = await place(limited, [await limited.soledad()]);
  const page = await visitor.get(paymentOf(id));
  const attempt = () => visitor.submit(page, paymentOf(id), { card: cards.declined, key: newId() });
  for (let tries = 0; tries < 10; tries++) assert.equal((await attempt()).status, 422);
  const stopped = await attempt();
  assert.equal(stopped.status, 429);
  assert.match(stopped.text, /demasiados intentos con tarjeta/);
  const other = await visitor.submit(stopped, paymentOf(id), { method: 'paypal' });
  assert.equal(other.status, 303, 'another way to pay stays open');
  await limited.close();
});

test('a payment that comes late, a hold that is over: each is told in plain words', async () => {
  const quick = await openWebShop({ environment: { SHOP_HOLD_SECONDS: '1' } });
  const visitor = await quick.signIn('mateo@example.com');
  const [there, taken] = [await quick.soledad(), await quick.soledad()];
  const [lucky, unlucky] = [await place(quick, [there]), await place(quick, [taken])];
  for (const { id } of [lucky, unlucky])
    assert.equal(
      (await visitor.submit(await visitor.get(paymentOf(id)), paymentOf(id), { card: cards.late })).status,
      303,
    );
  await pageThatSays(visitor, unlucky.id, /El tiempo se acabó antes de que llegara la confirmación/);
  await buy(quick, taken);
  const paid = await pageThatSays(visitor, lucky.id, /alcanzó: los libros son tuyos/);
  assert.match(paid.text, /Pagado/);
  const refunded = await pageThatSays(visitor, unlucky.id, /Te devolvimos \$ 40\.000/);
  assert.match(refunded.text, /los libros ya no estaban\. Te devolvemos todo/);
  const unpaid = await place(quick, [await quick.soledad()]);
  const over = await pageThatSays(visitor, unpaid.id, /Se acabó el tiempo/);
  const cart = await visitor.follow(await visitor.submit(over, `/purchases/${unpaid.id}/cart`));
  assert.match(cart.text, /Pusimos en tu carrito.*Cien años de soledad/);
  assert.equal(theOrder(unpaid).status, 'awaiting_payment');
  await quick.close();
});
