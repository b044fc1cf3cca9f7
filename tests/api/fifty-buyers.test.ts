import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../support/databases.ts';
import { openRestShop, restAddress } from './rest-shop.ts';

const buyers = 50;

forEachDatabase('fifty buyers', (open) => {
  test('of fifty simultaneous checkouts of one copy through HTTP exactly one succeeds, and it can be paid', async () => {
    const shop = await openRestShop(await open());
    try {
      const { id } = await shop.soledad();
      const url = await shop.server.listen({ port: 0, host: '127.0.0.1' });
      const answers = await Promise.all(Array.from({ length: buyers }, (_, number) => checkOut(url, id, number)));
      const won = answers.filter((answer) => answer.status === 201);
      assert.equal(won.length, 1);
      assert.deepEqual(
        [
          ...new Set(
            answers
              .filter((answer) => answer.status !== 201)
              .map((answer) => `${String(answer.status)} ${String(answer.body.code)}`),
          ),
        ],
        ['409 listing.unavailable'],
      );
      const purchase = won[0]?.body as { id: string; guestToken: string };
      const paid = await shop.rest.call('POST', `/purchases/${purchase.id}/payments`, {
        token: purchase.guestToken,
        body: { method: 'card', card: { number: '4242424242424242' } },
      });
      assert.equal(paid.body.status, 'paid');
      assert.equal(
        (await shop.doors.catalogue.getListing({ listingId: id, viewerId: shop.lucia.id })).state,
        'sold_out',
      );
      assert.deepEqual(await shop.doors.catalogue.audit(), []);
    } finally {
      await shop.close();
    }
  });
});

async function checkOut(
  url: string,
  listingId: string,
  number: number,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/api/v1/checkouts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `buyer-${String(number)}` },
    body: JSON.stringify({
      email: `buyer${String(number)}@example.com`,
      items: [{ listingId, quantity: 1 }],
      address: restAddress,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
