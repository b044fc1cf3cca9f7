import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { bogota } from '../support/shop-world.ts';
import type { ServiceFleet } from './fleet.ts';

export const password = 'tres tristes tigres tragan trigo';
export const paysCard = '4242424242424242';

export interface Body {
  readonly id: string;
  readonly code?: string;
  readonly token: string;
  readonly guestToken: string;
  readonly status: string;
  readonly payments: readonly { readonly status: string }[];
  readonly items: readonly { readonly id: string }[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Asking {
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What readers and sellers do by REST. */
export interface Client {
  readonly call: (method: string, path: string, asking?: Asking) => Promise<Answer>;
  /** Somebody new, signed in. */
  readonly signUp: (user: string) => Promise<string>;
  readonly publish: (token: string, quantity: number) => Promise<string>;
  readonly checkOut: (token: string, listingId: string, asking?: Asking) => Promise<Answer>;
  readonly pay: (token: string, purchaseId: string, asking?: Asking & { card?: string }) => Promise<Answer>;
}

export function clientOf({ url }: ServiceFleet): Client {
  const call: Client['call'] = async (method, path, { token, key = randomUUID(), body, headers } = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'idempotency-key': key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
  };
  return {
    call,
    signUp: async (user) => {
      const person = { name: `${user} de las pruebas`, email: `${user}@example.com`, password };
      await call('POST', '/accounts', { body: person });
      const { status, body } = await call('POST', '/sessions', { body: { email: person.email, password } });
      assert.equal(status, 201);
      return body.token;
    },
    publish: async (token, quantity) => {
      const price = { amount: 2_000_000, currency: 'COP' };
      const book = { title: 'María', authors: ['Jorge Isaacs'], condition: 'good', price, quantity };
      const { status, body } = await call('POST', '/listings', { token, body: book });
      assert.equal(status, 201);
      return body.id;
    },
    checkOut: (token, listingId, asking = {}) =>
      call('POST', '/checkouts', {
        token,
        ...asking,
        body: { items: [{ listingId, quantity: 1 }], address: bogota },
      }),
    pay: (token, purchaseId, { card = paysCard, ...asking } = {}) =>
      call('POST', `/purchases/${purchaseId}/payments`, {
        token,
        ...asking,
        body: { method: 'card', card: { number: card } },
      }),
  };
}
