import { randomUUID } from 'node:crypto';
import type { FilledListing } from '../generate/fill-shop.ts';
import type { ShopAnswer, ShopClient } from './shop-client.ts';

/** One whole purchase, from the search to the payment. Errors: an answer that is not what it should be. */
export type Buy = (client: ShopClient, listing: FilledListing, token: string) => Promise<void>;

const card = '4242424242424242';
const address = {
  name: 'Lectora de la prueba',
  phone: '3001234567',
  line1: 'Calle 10 # 5-51',
  city: 'Bogotá',
  region: 'Bogotá, D.C.',
  country: 'CO',
};

const wordOf = ({ title }: FilledListing): string =>
  title.split(/[^\p{L}]+/u).toSorted((a, b) => b.length - a.length)[0] ?? 'vida';

function expected(answer: ShopAnswer, status: number, what: string): ShopAnswer {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
  return answer;
}

/** By REST, as a member: search, listing, cart, checkout, payment by card. */
export const buyByRest: Buy = async (client, listing, token) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const get = async (path: string) => expected(await client.send({ method: 'GET', path: `/api/v1${path}` }), 200, path);
  const send = async (method: 'POST' | 'PUT', path: string, body: unknown, status: number) => {
    const keyed = method === 'POST' ? { ...headers, 'idempotency-key': randomUUID() } : headers;
    const sent = { method, path: `/api/v1${path}`, headers: keyed, body: JSON.stringify(body) };
    return JSON.parse(expected(await client.send(sent), status, path).text) as { id: string; status: string };
  };
  await get(`/listings?limit=24&q=${encodeURIComponent(wordOf(listing))}`);
  await get(`/listings/${listing.id}`);
  await send('PUT', `/cart/items/${listing.id}`, { quantity: 1 }, 200);
  const purchase = await send('POST', '/checkouts', { address }, 201);
  const payment = await send(
    'POST',
    `/purchases/${purchase.id}/payments`,
    { method: 'card', card: { number: card } },
    201,
  );
  if (payment.status !== 'paid') throw new Error(`the payment is ${payment.status}`);
};

/** By the pages, as a guest: search, listing, cart, checkout, payment page, what was bought. */
export const buyByPages: Buy = async (client, listing) => {
  const guest = new Guest(client);
  await guest.get(`/search?q=${encodeURIComponent(wordOf(listing))}`);
  await guest.get(`/listings/${listing.id}`);
  await guest.post('/cart/items', { listingId: listing.id, quantity: '1', next: '/checkout' });
  const form = fieldsOf(await guest.get('/checkout'));
  const paymentPath = await guest.post('/checkout', { ...form, ...address, email: `${randomUUID()}@example.com` });
  const payment = fieldsOf(await guest.get(paymentPath));
  const purchasePath = await guest.post(paymentPath, { ...payment, method: 'card', card });
  const bought = await guest.get(purchasePath);
  if (!bought.includes('done=') && !/pagad/i.test(bought)) throw new Error('the purchase does not say that it is paid');
};

/** A browser without script: it keeps cookies, and sends forms from the shop's own pages. */
class Guest {
  readonly #client: ShopClient;
  readonly #cookies = new Map<string, string>();

  constructor(client: ShopClient) {
    this.#client = client;
  }

  async get(path: string): Promise<string> {
    return this.#kept(expected(await this.#client.send({ method: 'GET', path, headers: this.#headers() }), 200, path))
      .text;
  }

  /** Answers where the form led to. */
  async post(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const headers = {
      ...this.#headers(),
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    };
    const body = new URLSearchParams(fields).toString();
    const answer = this.#kept(expected(await this.#client.send({ method: 'POST', path, headers, body }), 303, path));
    return String(answer.headers.location);
  }

  #headers(): Record<string, string> {
    if (this.#cookies.size === 0) return {};
    return { cookie: Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ') };
  }

  #kept(answer: ShopAnswer): ShopAnswer {
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}

/** What a page's own forms would send of themselves: hidden fields, chosen radios and checkboxes, chosen options. */
function fieldsOf(page: string): Record<string, string> {
  const main = page.slice(page.indexOf('<main'));
  const inputs = main.matchAll(/<input\b[^>]*>/g);
  const fields: Record<string, string> = {};
  for (const [input] of inputs) {
    const attribute = (name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1];
    const name = attribute('name');
    const type = attribute('type') ?? 'text';
    if (name === undefined || !['hidden', 'radio', 'checkbox'].includes(type)) continue;
    if (type === 'hidden' || input.includes(' checked')) fields[name] = attribute('value') ?? 'on';
  }
  return fields;
}
