import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { goodPassword, waitFor } from '../support/shop-world.ts';
import { type Actors, actorsOf, cop } from './actors.ts';
import { administrate } from './administrate.ts';
import { type RestShop, restAddress } from './rest-shop.ts';

/** Registers the tests of REST, for a shop in one process or in several. */
export function restJourneys(open: () => Promise<RestShop>): void {
  let shop: RestShop;
  let actors: Actors;
  let lucia: string;
  let mateo: string;
  let sara: string;
  before(async () => {
    shop = await open();
    actors = await actorsOf(shop);
    ({ lucia, mateo, sara } = actors);
  });
  after(() => shop.close());

  const call: Actors['call'] = (...words) => actors.call(...words);
  const publish: Actors['publish'] = (more) => actors.publish(more);
  const buy: Actors['buy'] = (...words) => actors.buy(...words);
  const pay: Actors['pay'] = (...words) => actors.pay(...words);
  const buyPaid: Actors['buyPaid'] = (key) => actors.buyPaid(key);

  test('somebody registers, signs in, reads and changes their account, signs out', async () => {
    const person = { name: 'Rosa Elvira', email: 'rosa@example.com', password: goodPassword };
    const first = await call('POST', '/accounts', { body: person });
    const second = await call('POST', '/accounts', { body: person });
    assert.deepEqual([first.status, first.body], [201, { name: 'Rosa Elvira', email: 'rosa@example.com' }]);
    assert.deepEqual([second.status, second.body], [first.status, first.body]);
    const { body } = await call('POST', '/sessions', { body: { email: person.email, password: person.password } });
    assert.equal((await call('GET', '/me', { token: body.token })).body.name, 'Rosa Elvira');
    assert.equal((await call('PATCH', '/me', { token: body.token, body: { city: 'Neiva' } })).body.city, 'Neiva');
    assert.equal((await call('DELETE', '/sessions/current', { token: body.token })).status, 204);
    assert.equal((await call('GET', '/me', { token: body.token })).body.code, 'session.required');
  });

  test('a copy is published with a photo, found, changed and taken off', async () => {
    const id = await publish({ isbn: '978-0-8129-6897-2', title: 'The Birth of Venus', authors: ['Sarah Dunant'] });
    const photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#486' } })
      .jpeg()
      .toBuffer();
    const added = await call('POST', `/listings/${id}/photos`, {
      token: lucia,
      multipart: { name: 'photo', content: photo, type: 'image/jpeg' },
    });
    assert.equal(added.status, 201);
    const found = await call('GET', '/listings?q=venus%20birht&condition=good,fine&sort=price&limit=5');
    assert.equal(found.body.items[0].id, id);
    assert.equal((await call('GET', `/listings/${id}`)).body.photos.length, 1);
    assert.equal((await call('GET', '/editions/9780812968972')).body.listings[0].id, id);
    assert.equal((await call('GET', '/me/listings?state=active', { token: lucia })).body.items[0].id, id);
    assert.equal(
      (await call('PATCH', `/listings/${id}`, { token: lucia, body: { price: cop(1_900_000), state: 'paused' } })).body
        .state,
      'paused',
    );
    assert.equal((await call('GET', `/listings/${id}`)).body.code, 'listing.not_found');
    assert.equal(
      (await call('DELETE', `/listings/${id}/photos/${(added.body as { id: string }).id}`, { token: lucia })).status,
      204,
    );
    assert.equal((await call('DELETE', `/listings/${id}`, { token: lucia })).status, 204);
  });

  test('a whole purchase: cart, checkout, payment, shipment, receipt, review, balance', async () => {
    const listingId = await publish();
    assert.equal(
      (await call('PUT', `/cart/items/${listingId}`, { token: mateo, body: { quantity: 1 } })).body.count,
      1,
    );
    assert.equal((await call('DELETE', `/cart/items/${listingId}`, { token: mateo })).status, 204);
    assert.equal((await call('GET', '/cart', { token: mateo })).body.count, 0);
    await call('PUT', `/cart/items/${listingId}`, { token: mateo, body: { quantity: 1 } });
    assert.equal((await call('GET', '/cart', { token: mateo })).body.total.amount, 2_000_000);
    const placed = await call('POST', '/checkouts', { token: mateo, key: 'whole', body: { address: restAddress } });
    assert.deepEqual([placed.status, placed.body.status, placed.body.total], [201, 'awaiting_payment', cop(3_500_000)]);
    assert.equal((await call('GET', '/cart', { token: mateo })).body.count, 0);
    assert.equal((await pay(placed.body.id, 'whole-no', '4000000000000002')).body.status, 'failed');
    assert.equal((await pay(placed.body.id, 'whole-yes')).body.status, 'paid');
    const orderId = placed.body.sellerOrders[0].id as string;
    assert.equal(
      (await call('GET', `/sales/${orderId}`, { token: lucia })).body.money.payout.amount,
      2_000_000 * 0.95 + 1_500_000,
    );
    assert.equal(
      (await call('POST', `/sales/${orderId}/shipment`, { token: lucia, key: 's', body: { tracking: 'SRV-1' } })).body
        .status,
      'shipped',
    );
    assert.equal((await call('GET', `/orders/${orderId}`, { token: mateo })).body.delivery.tracking, 'SRV-1');
    assert.equal(
      (await call('POST', `/orders/${orderId}/receipt`, { token: mateo, key: 'r' })).body.status,
      'completed',
    );
    assert.equal(
      (
        await call('POST', `/orders/${orderId}/review`, {
          token: mateo,
          key: 'v',
          body: { stars: 5, text: 'Como nuevo' },
        })
      ).status,
      201,
    );
    assert.equal((await call('GET', `/sellers/${shop.lucia.id}/reviews`)).body.items[0].text, 'Como nuevo');
    assert.equal((await call('GET', '/me/balance', { token: lucia })).body.payable.amount, 3_400_000);
    assert.equal((await call('GET', '/purchases', { token: mateo })).body.items[0].id, placed.body.id);
    assert.equal((await call('GET', '/sales?status=completed', { token: lucia })).body.items[0].id, orderId);
  });

  test('a price, an amount, a seller or a buyer sent by a client changes nothing', async () => {
    const listingId = await publish();
    const lies = {
      total: cop(1),
      buyerId: shop.sara.id,
      sellerId: shop.sara.id,
      items: [{ listingId, quantity: 1, price: cop(1), sellerId: shop.sara.id }],
    };
    const { body } = await buy(listingId, 'lies', lies);
    assert.deepEqual(
      [body.total, body.sellerOrders[0].seller.id, body.sellerOrders[0].buyer.name],
      [cop(3_500_000), shop.lucia.id, 'Mateo Ríos'],
    );
    const payment = await call('POST', `/purchases/${body.id}/payments`, {
      token: mateo,
      key: 'lies',
      body: { method: 'card', card: { number: '4242424242424242' }, amount: cop(1) },
    });
    assert.equal(payment.body.amount.amount, 3_500_000);
    for (const quantity of [-1, 0, 1.5, 1e9])
      assert.equal(
        (
          await call('POST', '/checkouts', {
            token: mateo,
            body: { items: [{ listingId, quantity }], address: restAddress },
          })
        ).status,
        422,
      );
    assert.equal(
      (
        await call('POST', '/listings', {
          token: lucia,
          body: { title: 'x', condition: 'good', price: cop(-1), quantity: 1 },
        })
      ).status,
      422,
    );
  });

  test("another's purchase, sale, draft or listing is 404", async () => {
    const { purchaseId, orderId, listingId } = await buyPaid('mine');
    const draft = await publish({ state: 'draft' });
    const doors: [Parameters<typeof call>[0], string, object?][] = [
      ['GET', `/purchases/${purchaseId}`],
      ['POST', `/purchases/${purchaseId}/payments`, { method: 'card', card: { number: '4242424242424242' } }],
      ['POST', `/purchases/${purchaseId}/cancellation`],
      ['GET', `/sales/${orderId}`],
      ['POST', `/sales/${orderId}/shipment`, {}],
      ['GET', `/orders/${orderId}`],
      ['POST', `/orders/${orderId}/receipt`],
      ['GET', `/listings/${draft}`],
      ['PATCH', `/listings/${listingId}`, { price: cop(1) }],
      ['DELETE', `/listings/${listingId}`],
      ['GET', '/admin/accounts'],
    ];
    for (const [method, path, body] of doors) {
      const { status } = await call(method, path, { token: sara, ...(body ? { body } : {}) });
      assert.equal(status, 404, `${method} ${path}`);
    }
    assert.equal(
      (await call('POST', `/orders/${orderId}/receipt`, { token: lucia })).status,
      404,
      'the seller is not the buyer',
    );
  });

  test('a repeated command answers what the first did; the same key with another body is refused', async () => {
    const listingId = await publish();
    const first = await buy(listingId, 'twice');
    assert.equal((await buy(listingId, 'twice')).body.id, first.body.id);
    assert.equal(
      (await buy(listingId, 'twice', { address: { ...restAddress, line1: 'Otra' } })).body.code,
      'idempotency.mismatch',
    );
    const refused = await buy(listingId, 'sold');
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.listings],
      [409, 'listing.unavailable', [listingId]],
    );
    assert.equal(
      (await call('POST', `/purchases/${first.body.id}/cancellation`, { token: mateo, key: 'c' })).body.status,
      'cancelled',
    );
    assert.equal((await buy(listingId, 'sold')).body.code, 'listing.unavailable', 'a refusal is repeated, too');
    assert.equal((await buy(listingId, 'free-again')).status, 201);
  });

  test('a guest buys with an e-mail address and opens the purchase with its token', async () => {
    const listingId = await publish();
    const { body } = await call('POST', '/checkouts', {
      key: 'guest',
      body: { email: 'guest@example.com', items: [{ listingId, quantity: 1 }], address: restAddress },
    });
    assert.equal((await pay(body.id, 'guest-pay', '4242424242424242', body.guestToken)).body.status, 'paid');
    assert.equal((await call('GET', `/purchases/${body.id}`, { token: body.guestToken })).body.status, 'paid');
    assert.equal((await call('GET', `/purchases/${body.id}`, { token: 'guessed' })).status, 404);
    assert.equal((await call('GET', `/purchases/${body.id}`)).status, 401);
  });

  test('a pick-up is handed over by its code', async () => {
    const listingId = await publish();
    const providers = (await call('GET', '/delivery-providers')).body.items as { id: string; coverage: string }[];
    const pickup = providers.find((provider) => provider.coverage === 'pickup')?.id ?? '';
    const { body } = await buy(listingId, 'pickup', { deliveries: [{ sellerId: shop.lucia.id, providerId: pickup }] });
    await pay(body.id, 'pickup-pay');
    const orderId = body.sellerOrders[0].id as string;
    assert.equal((await call('POST', `/sales/${orderId}/shipment`, { token: lucia })).body.status, 'ready_for_pickup');
    const { handoverCode } = (await call('GET', `/orders/${orderId}`, { token: mateo })).body as {
      handoverCode: string;
    };
    assert.equal((await call('GET', `/sales/${orderId}`, { token: lucia })).body.handoverCode, null);
    const wrong = handoverCode === '000000' ? '000001' : '000000';
    assert.equal(
      (await call('POST', `/sales/${orderId}/handover`, { token: lucia, body: { code: wrong } })).body.code,
      'handover.wrong_code',
    );
    assert.equal(
      (await call('POST', `/sales/${orderId}/handover`, { token: lucia, body: { code: handoverCode } })).body.status,
      'delivered',
    );
  });

  test('the seller cancels; a parcel comes back; the money returns', async () => {
    const cancelled = await buyPaid('cannot');
    assert.equal(
      (await call('POST', `/sales/${cancelled.orderId}/cancellation`, { token: lucia, key: 'x' })).body.status,
      'cancelled',
    );
    await waitFor(
      'the refund',
      async () =>
        (await call('GET', `/purchases/${cancelled.purchaseId}`, { token: mateo })).body.payments[0].status ===
        'refunded',
    );
    assert.equal((await call('GET', `/listings/${cancelled.listingId}`)).body.available, 1);
    const back = await buyPaid('back');
    await call('POST', `/sales/${back.orderId}/shipment`, { token: lucia });
    assert.equal((await call('POST', `/sales/${back.orderId}/return`, { token: lucia })).body.status, 'refunded');
    assert.equal((await call('GET', `/listings/${back.listingId}`)).body.available, 1);
  });

  test('administrators look after accounts, listings, disputes, transfers, refunds, payouts and delivery', () =>
    administrate(shop, actors));

  test('errors are problems with stable codes', async () => {
    const malformed = await shop.server.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    assert.equal(malformed.statusCode, 400);
    assert.match(String(malformed.headers['content-type']), /^application\/problem\+json/);
    assert.equal((await call('GET', '/listings?limit=1000')).body.code, 'request.invalid');
    assert.equal((await call('GET', '/listings?cursor=nonsense')).body.code, 'cursor.invalid');
    assert.equal((await call('GET', '/nowhere')).body.code, 'route.not_found');
    assert.equal((await call('GET', '/me')).body.code, 'session.required');
    assert.equal((await call('GET', '/listings/%C3%B1')).status, 404);
  });

  test('the document describes exactly the map, and every line of it was called', async () => {
    const response = await shop.server.inject({ method: 'GET', url: '/api/v1/openapi.json' });
    const document = response.json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>();
    assert.equal(document.openapi, '3.1.0');
    assert.deepEqual(shop.rest.uncalled(), []);
    assert.equal((await shop.server.inject({ method: 'GET', url: '/api/docs' })).statusCode, 200);
  });

  test('everything that was done here leaves a shop in which all rules hold', async () => {
    for (const door of Object.values(shop.doors) as { audit(): Promise<string[]> }[])
      assert.deepEqual(await door.audit(), []);
  });
}
