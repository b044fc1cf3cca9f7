import type { Books, Preference } from './books.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The part of Mercado Pago's documented API that a shop with Checkout Pro uses. Source: its developers' site, "Preferences", "Payments", "Refunds". */
export function answerOf(books: Books, accessToken: string, home: string, request: ApiRequest): ApiAnswer {
  if (request.headers.authorization !== `Bearer ${accessToken}`)
    return refusal(401, 'invalid_token', 'invalid access token');
  const asked = `${request.method} ${request.path.replace(/\/$/, '')}`;
  const route = routes.find(({ pattern }) => pattern.test(asked));
  if (!route) return refusal(404, 'not_found', `no such resource: ${asked}`);
  const [, id = ''] = route.pattern.exec(asked) ?? [];
  return route.answer({ books, home, request, id });
}

interface Asked {
  readonly books: Books;
  readonly home: string;
  readonly request: ApiRequest;
  readonly id: string;
}

const routes: readonly { pattern: RegExp; answer: (asked: Asked) => ApiAnswer }[] = [
  { pattern: /^POST \/checkout\/preferences$/, answer: createPreference },
  { pattern: /^GET \/checkout\/preferences\/search$/, answer: searchPreferences },
  { pattern: /^GET \/checkout\/preferences\/([\w-]+)$/, answer: showPreference },
  { pattern: /^GET \/v1\/payments\/search$/, answer: searchPayments },
  { pattern: /^GET \/v1\/payments\/([\w-]+)$/, answer: showPayment },
  { pattern: /^POST \/v1\/payments\/(\d+)\/refunds$/, answer: createRefund },
];

const refusal = (status: number, error: string, message: string): ApiAnswer => ({
  status,
  body: { message, error, status, cause: [] },
});

interface PreferenceBody {
  items?: { title?: string; quantity?: number; unit_price?: number; currency_id?: string }[];
  external_reference?: string;
  back_urls?: { success?: string };
  auto_return?: string;
  notification_url?: string;
}

const whole = new Set(['COP', 'CLP']);

/** It does not promise to answer the same preference to the same key, so it makes another one. */
function createPreference({ books, home, request }: Asked): ApiAnswer {
  const body = JSON.parse(request.body) as PreferenceBody;
  const wrong = problemOf(body);
  if (wrong !== undefined) return refusal(400, wrong, `${wrong} in the preference`);
  const id = books.newPreferenceId();
  const preference = {
    ...body,
    id,
    external_reference: body.external_reference ?? null,
    init_point: `${home}/checkout/v1/redirect?pref_id=${id}`,
  } as Preference;
  books.preferences.set(id, preference);
  return { status: 201, body: preference };
}

function problemOf({ items = [], auto_return, back_urls, notification_url }: PreferenceBody): string | undefined {
  const [item] = items;
  const { unit_price: price, currency_id: currency = '' } = item ?? {};
  if (!item || typeof price !== 'number' || price <= 0 || !item.title || !item.quantity) return 'invalid_items';
  if (whole.has(currency) && !Number.isInteger(price)) return 'invalid_unit_price';
  if (auto_return !== undefined && !back_urls?.success?.startsWith('https://')) return 'invalid_auto_return';
  if (notification_url !== undefined && !notification_url.startsWith('https://')) return 'invalid_notification_url';
  return undefined;
}

function searchPreferences({ books, request }: Asked): ApiAnswer {
  const found = books.preferencesOf(request.query.get('external_reference') ?? '');
  const elements = found.map(({ id, external_reference }) => ({ id, external_reference, site_id: 'MCO' }));
  return { status: 200, body: { elements, next_offset: elements.length, total: elements.length } };
}

function showPreference({ books, id }: Asked): ApiAnswer {
  const preference = books.preferences.get(id);
  return preference ? { status: 200, body: preference } : refusal(404, 'not_found', 'preference not found');
}

function searchPayments({ books, request }: Asked): ApiAnswer {
  const all = books.paymentsOf(request.query.get('external_reference') ?? '');
  const limit = Number(request.query.get('limit') ?? 30);
  const offset = Number(request.query.get('offset') ?? 0);
  return {
    status: 200,
    body: { paging: { total: all.length, limit, offset }, results: all.slice(offset, offset + limit) },
  };
}

function showPayment({ books, id }: Asked): ApiAnswer {
  const payment = books.payments.get(Number(id));
  return payment ? { status: 200, body: payment } : refusal(404, 'not_found', 'Payment not found');
}

/** The same key answers what it answered before; never more goes back than came. */
function createRefund({ books, request, id }: Asked): ApiAnswer {
  const key = request.headers['x-idempotency-key'];
  if (!key) return refusal(400, 'bad_request', 'Header X-Idempotency-Key can not be null');
  const known = books.refundsByKey.get(`${id} ${key}`);
  if (known) return { status: 200, body: known };
  const payment = books.payments.get(Number(id));
  if (!payment) return refusal(404, 'not_found', 'Payment not found');
  const left = payment.transaction_amount - payment.transaction_amount_refunded;
  const amount = (JSON.parse(request.body) as { amount?: number }).amount ?? left;
  if (payment.status !== 'approved') return refusal(400, 'bad_request', 'The action requested is not valid');
  if (amount <= 0 || amount > left) return refusal(400, 'bad_request', 'The amount to refund is invalid');
  const refund = {
    id: books.newId(),
    payment_id: payment.id,
    amount,
    status: 'approved' as const,
    date_created: new Date().toISOString(),
  };
  payment.transaction_amount_refunded += amount;
  payment.status_detail = amount === left ? 'refunded' : 'partially_refunded';
  if (amount === left) payment.status = 'refunded';
  books.refunds.push(refund);
  books.refundsByKey.set(`${id} ${key}`, refund);
  return { status: 201, body: refund };
}
