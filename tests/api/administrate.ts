import assert from 'node:assert/strict';
import { type Actors, cop } from './actors.ts';
import type { RestShop } from './rest-shop.ts';

/** Everything that an administrator does by REST. */
export async function administrate(shop: RestShop, actors: Actors): Promise<void> {
  const { call, buyPaid, lucia, mateo } = actors;
  const admin = { token: actors.ana };
  assert.ok(
    (await call('GET', '/admin/accounts?q=mateo', admin)).body.items.some(
      (account: { email: string }) => account.email === 'mateo@example.com',
    ),
  );
  assert.equal(
    (await call('PATCH', `/admin/accounts/${shop.sara.id}`, { ...admin, body: { suspended: true } })).body.suspended,
    true,
  );
  assert.equal(
    (await call('PATCH', `/admin/accounts/${shop.sara.id}`, { ...admin, body: { suspended: false } })).body.suspended,
    false,
  );
  const { orderId, listingId } = await buyPaid('dispute');
  assert.equal(
    (await call('PATCH', `/admin/listings/${listingId}`, { ...admin, body: { blocked: true } })).body.state,
    'blocked',
  );
  assert.ok((await call('GET', '/admin/listings?state=blocked', admin)).body.items.length > 0);
  await call('POST', `/sales/${orderId}/shipment`, { token: lucia });
  assert.equal(
    (await call('POST', `/orders/${orderId}/dispute`, { token: mateo, body: { reason: 'Le faltan páginas' } })).body
      .status,
    'disputed',
  );
  assert.equal((await call('GET', '/admin/orders?status=disputed', admin)).body.items[0].id, orderId);
  assert.equal(
    (await call('POST', `/admin/orders/${orderId}/resolution`, { ...admin, body: { outcome: 'completed' } })).body
      .status,
    'completed',
  );
  assert.equal(
    (await call('POST', `/admin/sellers/${shop.lucia.id}/payouts`, { ...admin, key: 'out', body: {} })).status,
    201,
  );
  await transferAndRefund(actors);
  const providers = (await call('GET', '/delivery-providers')).body.items as {
    id: string;
    name: string;
    coverage: string;
    cost: object;
  }[];
  const { id, ...provider } = providers.find((each) => each.name === 'Envía') ?? assert.fail('there is no Envía');
  assert.equal(
    (
      await call('PUT', `/admin/delivery-providers/${id}`, {
        ...admin,
        body: { ...provider, cost: cop(2_100_000), active: true },
      })
    ).body.cost.amount,
    2_100_000,
  );
  assert.ok((await call('GET', '/admin/audit', admin)).body.items.length >= 6);
  assert.ok((await call('GET', '/admin/figures', admin)).body.paidOrders > 0);
}

/** A transfer waits until an administrator confirms it; its refund is sent by hand. */
async function transferAndRefund({ ana, mateo, call, buy, publish }: Actors): Promise<void> {
  const admin = { token: ana };
  const { body } = await buy(await publish(), 'transfer');
  const payment = await call('POST', `/purchases/${body.id}/payments`, {
    token: mateo,
    body: { method: 'bank_transfer' },
  });
  assert.equal(payment.body.status, 'pending');
  assert.equal((await call('POST', `/admin/payments/${payment.body.id}/confirmation`, admin)).body.status, 'paid');
  await call('POST', `/purchases/${body.id}/cancellation`, { token: mateo });
  assert.equal((await call('GET', '/admin/payments?status=refund_due', admin)).body.items[0].id, payment.body.id);
  assert.equal(
    (await call('POST', `/admin/payments/${payment.body.id}/refund`, { ...admin, body: { byHand: true } })).body.status,
    'refunded',
  );
}
