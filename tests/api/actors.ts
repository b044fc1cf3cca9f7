import assert from 'node:assert/strict';
import type { RestAnswer } from './rest-client.ts';
import { type RestShop, restAddress } from './rest-shop.ts';

export const cop = (amount: number) => ({ amount, currency: 'COP' });

/** What Lucía, Mateo, Sara and Ana do again and again. */
export interface Actors {
  readonly lucia: string;
  readonly mateo: string;
  readonly sara: string;
  readonly ana: string;
  readonly call: RestShop['rest']['call'];
  /** Lucía puts a copy of "María" on sale, 20.000. */
  readonly publish: (more?: object) => Promise<string>;
  readonly buy: (listingId: string, key: string, more?: object) => Promise<RestAnswer>;
  readonly pay: (purchaseId: string, key: string, number?: string, token?: string) => Promise<RestAnswer>;
  readonly buyPaid: (key: string) => Promise<{ purchaseId: string; orderId: string; listingId: string }>;
}

export async function actorsOf(shop: RestShop): Promise<Actors> {
  const lucia = await shop.signIn('lucia');
  const mateo = await shop.signIn('mateo');
  const call: Actors['call'] = (...words) => shop.rest.call(...words);
  const publish: Actors['publish'] = async (more = {}) => {
    const { body } = await call('POST', '/listings', {
      token: lucia,
      body: {
        title: 'María',
        authors: ['Jorge Isaacs'],
        condition: 'good',
        price: cop(2_000_000),
        quantity: 1,
        ...more,
      },
    });
    return (body as { id: string }).id;
  };
  const buy: Actors['buy'] = (listingId, key, more = {}) =>
    call('POST', '/checkouts', {
      token: mateo,
      key,
      body: { items: [{ listingId, quantity: 1 }], address: restAddress, ...more },
    });
  const pay: Actors['pay'] = (purchaseId, key, number = '4242424242424242', token = mateo) =>
    call('POST', `/purchases/${purchaseId}/payments`, { token, key, body: { method: 'card', card: { number } } });
  const buyPaid: Actors['buyPaid'] = async (key) => {
    const listingId = await publish();
    const { body } = await buy(listingId, key);
    assert.equal((await pay(body.id, `${key}-pay`)).body.status, 'paid');
    return { purchaseId: body.id, orderId: body.sellerOrders[0].id, listingId };
  };
  return {
    lucia,
    mateo,
    sara: await shop.signIn('sara'),
    ana: await shop.signIn('ana'),
    call,
    publish,
    buy,
    pay,
    buyPaid,
  };
}
