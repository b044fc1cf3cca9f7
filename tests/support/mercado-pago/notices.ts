import { createHmac, randomUUID } from 'node:crypto';

/** A webhook as Mercado Pago sends it. */
export interface WebhookNotice {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface NoticeGiven {
  readonly id: number | string;
  readonly type?: string;
  readonly action?: string;
  /** In milliseconds; default now. */
  readonly signedAt?: number;
  /** It has signed in seconds as well as in milliseconds. */
  readonly unit?: 's' | 'ms';
}

/** Signed over the id in the address, the request's id and the time, never over the body. Source: "Webhooks", "Validate origin of notification". */
export function signedNotice(secret: string, given: NoticeGiven): WebhookNotice {
  const { id, type = 'payment', action = 'payment.updated', signedAt = Date.now(), unit = 's' } = given;
  const requestId = randomUUID();
  const ts = String(unit === 's' ? Math.floor(signedAt / 1000) : signedAt);
  const manifest = `id:${String(id).toLowerCase()};request-id:${requestId};ts:${ts};`;
  const v1 = createHmac('sha256', secret).update(manifest).digest('hex');
  return {
    headers: { 'content-type': 'application/json', 'x-request-id': requestId, 'x-signature': `ts=${ts},v1=${v1}` },
    query: { 'data.id': String(id), type },
    body: JSON.stringify({
      id: Number.parseInt(requestId.slice(0, 8), 16),
      live_mode: false,
      type,
      date_created: new Date(signedAt).toISOString(),
      user_id: 44444,
      api_version: 'v1',
      action,
      data: { id: String(id) },
    }),
  };
}
