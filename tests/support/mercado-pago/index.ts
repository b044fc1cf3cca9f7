import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiAnswer, type ApiRequest, answerOf } from './api.ts';
import { Books, type PaymentState, type StandInPayment } from './books.ts';
import { type NoticeGiven, signedNotice, type WebhookNotice } from './notices.ts';

export type { PaymentState, StandInPayment } from './books.ts';
export type { WebhookNotice } from './notices.ts';

/**
 * What happens to a request: `cut before` it was done · `cut after` · it hangs · its answer stops in the middle · an answer that is no JSON · a status without having done anything.
 */
export type Fault = 'cut before' | 'cut after' | 'hang' | 'stall' | 'garbage' | 429 | 500 | 503;

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | undefined;
}

/** A stand-in of Mercado Pago: a real server with its documented API, its payers, its webhooks and its bad days. */
export interface MercadoPagoStandIn {
  readonly url: string;
  readonly accessToken: string;
  readonly webhookSecret: string;
  /** The environment of a shop that uses it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly books: Books;
  readonly calls: readonly ApiCall[];
  /** The next requests whose method and path fit, one fault each. */
  fault(fault: Fault, fits?: RegExp): void;
  clearFaults(): void;
  /** Requests that hang just now. */
  waiting(): number;
  /** The payer acts on the page that `continueUrl` names: of what was asked, unless said otherwise. */
  pay(continueUrl: string, given?: PayGiven): StandInPayment;
  /** A notice about a payment of its own, signed. */
  noticeOf(payment: { id: number | string }, given?: Omit<NoticeGiven, 'id'>): WebhookNotice;
  stop(): Promise<void>;
}

export interface PayGiven {
  readonly status?: PaymentState;
  readonly detail?: string;
  /** In major units, as it counts. */
  readonly amount?: number;
  readonly currency?: string;
}

const accessToken = 'APP_USR-1234567890-stand-in-access-token';
const webhookSecret = 'stand-in-webhook-secret-0123456789abcdef';

export async function startMercadoPago(): Promise<MercadoPagoStandIn> {
  const books = new Books();
  const calls: ApiCall[] = [];
  const faults: { fault: Fault; fits: RegExp }[] = [];
  const hanging = new Set<ServerResponse>();
  const place = { url: '' };
  const server = createServer((request, response) => {
    void readRequest(request).then((asked) => {
      const call = `${asked.method} ${asked.path}`;
      calls.push({ method: asked.method, path: asked.path, idempotencyKey: asked.headers['x-idempotency-key'] });
      const index = faults.findIndex(({ fits }) => fits.test(call));
      const [taken] = index < 0 ? [] : faults.splice(index, 1);
      if (taken?.fault === 'hang') hanging.add(response.on('close', () => hanging.delete(response)));
      reply(response, taken?.fault, () => answerOf(books, accessToken, place.url, asked));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  place.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: place.url,
    accessToken,
    webhookSecret,
    environment: {
      MERCADOPAGO_ACCESS_TOKEN: accessToken,
      MERCADOPAGO_WEBHOOK_SECRET: webhookSecret,
      MERCADOPAGO_URL: place.url,
    },
    books,
    calls,
    fault: (fault, fits = /./) => void faults.push({ fault, fits }),
    clearFaults: () => void faults.splice(0),
    waiting: () => hanging.size,
    pay: (continueUrl, given = {}) => pay(books, continueUrl, given),
    noticeOf: ({ id }, given = {}) => signedNotice(webhookSecret, { ...given, id }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(request: IncomingMessage): Promise<ApiRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const address = new URL(request.url ?? '/', 'http://stand-in');
  return {
    method: request.method ?? 'GET',
    path: address.pathname,
    query: address.searchParams,
    headers: request.headers as Record<string, string | undefined>,
    body: Buffer.concat(parts).toString(),
  };
}

function reply(response: ServerResponse, fault: Fault | undefined, answer: () => ApiAnswer): void {
  if (fault === 'cut before') {
    response.destroy();
    return;
  }
  if (fault === 'hang') return;
  if (typeof fault === 'number') {
    send(response, { status: fault, body: { message: 'try again', error: 'internal_error', status: fault } });
    return;
  }
  const { status, body } = answer();
  if (fault === 'cut after') response.destroy();
  else if (fault === 'stall') response.writeHead(status, { 'content-type': 'application/json' }).write('{"id":');
  else if (fault === 'garbage') response.writeHead(status).end('<html>Bad gateway</html>');
  else send(response, { status, body });
}

const send = (response: ServerResponse, { status, body }: ApiAnswer): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

function pay(books: Books, continueUrl: string, given: PayGiven): StandInPayment {
  const preference = books.preferences.get(new URL(continueUrl).searchParams.get('pref_id') ?? '');
  const [item] = preference?.items ?? [];
  if (!preference || !item) throw new Error('Nobody prepared this page.');
  return books.addPayment({
    external_reference: preference.external_reference,
    transaction_amount: given.amount ?? item.unit_price,
    currency_id: given.currency ?? item.currency_id,
    status: given.status ?? 'approved',
    ...(given.detail === undefined ? {} : { status_detail: given.detail }),
  });
}
