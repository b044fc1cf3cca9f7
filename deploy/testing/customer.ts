import type { RequestOptions } from 'node:https';
import { type Answered, ask } from './ask.ts';

/** An answer's object, whose fields a test reads as what it expects. */
type Json = Record<string, unknown>;

/** Anyone who uses the shop by its REST interface, wherever it is. */
export class Customer {
  private readonly url: string;
  private readonly options: RequestOptions;
  private token: string | undefined;

  constructor(url: string, options: RequestOptions = {}) {
    this.url = url;
    this.options = options;
  }

  /** The same person on another way into the shop. */
  at(url: string): Customer {
    const same = new Customer(url, this.options);
    same.token = this.token;
    return same;
  }

  /** Someone else, who isn't signed in. */
  guest(): Customer {
    return new Customer(this.url, this.options);
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered & { json: Json }> {
    const raw = body instanceof FormData ? undefined : body === undefined ? undefined : JSON.stringify(body);
    const answer = await ask(`${this.url}/api/v1${path}`, {
      ...this.options,
      method,
      headers: {
        ...(this.options.headers as Record<string, string> | undefined),
        ...(raw === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(raw === undefined ? {} : { body: raw }),
    });
    return {
      ...answer,
      json: answer.headers['content-type']?.includes('json') ? (JSON.parse(answer.body) as Json) : {},
    };
  }

  /** As `call`, and anything but success throws. */
  async must(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Json> {
    const answer = await this.call(method, path, body, headers);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${String(answer.status)} ${answer.body.slice(0, 300)}`);
    return answer.json;
  }

  async register(name: string): Promise<void> {
    const email = `${name.toLowerCase()}${String(Date.now())}@lab.example`;
    const password = 'correct horse battery staple';
    await this.must('POST', '/accounts', { name, email, password });
    this.token = String((await this.must('POST', '/sessions', { email, password }))['token']);
  }

  async publish(title: string, quantity = 1): Promise<string> {
    const price = { amount: 2_500_000, currency: 'COP' };
    const listing = {
      title,
      authors: ['Gabriel García Márquez'],
      language: 'es',
      format: 'paperback',
      condition: 'good',
      price,
      quantity,
    };
    return String((await this.must('POST', '/listings', listing))['id']);
  }

  /** Sends a photo of one's own; answers where it is served. */
  async addPhoto(listingId: string, photo: Uint8Array): Promise<string> {
    const boundary = 'photo-of-the-lab';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="book.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
    const answer = await ask(`${this.url}/api/v1/listings/${listingId}/photos`, {
      ...this.options,
      method: 'POST',
      headers: {
        ...(this.options.headers as Record<string, string> | undefined),
        authorization: `Bearer ${this.token ?? ''}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body: Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
    if (answer.status >= 300) throw new Error(`photo: ${String(answer.status)} ${answer.body.slice(0, 300)}`);
    return new URL((JSON.parse(answer.body) as { url: string }).url).pathname;
  }

  /** Orders one copy and pays it by a card that pays; answers the purchase's id. */
  async purchase(listingId: string, key: string): Promise<string> {
    const placed = await this.buy(listingId, key);
    if (placed.status !== 201) throw new Error(`checkout: ${String(placed.status)} ${placed.body.slice(0, 300)}`);
    const id = String(placed.json['id']);
    const paid = await this.pay(id, `${key}-payment`);
    if (paid.json['status'] !== 'paid') throw new Error(`payment: ${String(paid.status)} ${paid.body.slice(0, 300)}`);
    return id;
  }

  /** The same key again must answer the same payment. */
  pay(purchaseId: string, key: string): Promise<Answered & { json: Json }> {
    const payment = { method: 'card', card: { number: '4242424242424242' } };
    return this.call('POST', `/purchases/${purchaseId}/payments`, payment, { 'idempotency-key': key });
  }

  /** A guest's purchase of one copy; the same key again must answer the same purchase. */
  async buy(listingId: string, key: string): Promise<Answered & { json: Json }> {
    const address = {
      name: 'Mateo',
      phone: '3001234567',
      line1: 'Calle 10 # 5-51',
      city: 'Medellín',
      region: 'Antioquia',
      country: 'CO',
    };
    const order = { items: [{ listingId, quantity: 1 }], address, email: `mateo-${key}@lab.example` };
    return this.call('POST', '/checkouts', order, { 'idempotency-key': key });
  }
}
