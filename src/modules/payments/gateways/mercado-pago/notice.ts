import { z } from 'zod';
import { DomainError } from '../../../../platform/errors.ts';
import type { RawNotice } from '../gateway.ts';

/** It repeats a notice that nobody took for four days. An old one does no harm: what counts is what its payment says now. */
const tolerableAgeMs = 5 * 86_400_000;

const bodySchema = z.object({ type: z.string().max(60).optional(), topic: z.string().max(60).optional() });

/** What a notice is about; only `paymentId` is signed, together with the request's own id. */
export interface ReadNotice {
  noticeId: string;
  /** Of a payment of theirs; undefined for a notice about anything else. */
  paymentId: string | undefined;
}

/**
 * Checks a notice's signature over the id in its address, its request id and its time.
 * Errors: `notice.forged` 401, `notice.unreadable` 400.
 */
export async function readSignedNotice(notice: RawNotice, secret: string, nowMs = Date.now()): Promise<ReadNotice> {
  const dataId = notice.query['data.id'] ?? '';
  const requestId = notice.headers['x-request-id'] ?? '';
  const signature = notice.headers['x-signature'] ?? '';
  if (dataId === '' || requestId === '' || !isFresh(signature, nowMs)) throw forged();
  await validate({ xSignature: signature, xRequestId: requestId, dataId, secret });
  const type = typeOf(notice);
  const paymentId = type === 'payment' && /^\d{1,25}$/.test(dataId) ? dataId : undefined;
  return { noticeId: `${dataId}:${requestId}`.slice(0, 190), paymentId };
}

async function validate(given: { xSignature: string; xRequestId: string; dataId: string; secret: string }) {
  const { InvalidWebhookSignatureError, WebhookSignatureValidator } = await import('mercadopago');
  try {
    // Letters of an id are signed in lower case.
    WebhookSignatureValidator.validate({ ...given, dataId: given.dataId.toLowerCase() });
  } catch (error) {
    throw error instanceof InvalidWebhookSignatureError ? forged() : error;
  }
}

/** Its documents show times in seconds as well as in milliseconds, so the SDK's own check of age would refuse the latter. */
function isFresh(signature: string, nowMs: number): boolean {
  const ts = Number(/(?:^|,)\s*ts\s*=\s*(\d{1,15})\s*(?:,|$)/.exec(signature)?.[1] ?? Number.NaN);
  const signedAt = ts < 100_000_000_000 ? ts * 1000 : ts;
  return Math.abs(nowMs - signedAt) <= tolerableAgeMs;
}

function typeOf({ query, body }: RawNotice): string | undefined {
  const parsed = bodySchema.safeParse(parseJson(body));
  if (!parsed.success) throw new DomainError('notice.unreadable', 400, 'The notice cannot be read.');
  return parsed.data.type ?? query.type ?? parsed.data.topic ?? query.topic;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const forged = (): DomainError => new DomainError('notice.forged', 401, 'The notice is not signed by the gateway.');
