import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../../../../platform/errors.ts';
import type { Notice, RawNotice } from '../gateway.ts';

export const signatureHeader = 'x-sandbox-signature';

const tolerableAgeMs = 300_000;

const noticeSchema = z.object({
  noticeId: z.string().min(1).max(100),
  paymentId: z.string().min(1).max(64),
  status: z.enum(['paid', 'failed']),
  amountMinor: z.number().int().min(0),
  currency: z.string().length(3),
  failureCode: z.string().max(64).optional(),
});

export type SandboxNotice = z.infer<typeof noticeSchema>;

/** The headers that prove a notice: when it was signed, and its HMAC-SHA256 over time and body. */
export function signNotice(body: string, key: string, atMs = Date.now()): Record<string, string> {
  return {
    'content-type': 'application/json',
    [signatureHeader]: `t=${String(atMs)},v1=${macOf(body, key, String(atMs))}`,
  };
}

/** Errors: `notice.forged` 401, `notice.unreadable` 400. */
export function readSignedNotice(input: RawNotice, key: string, nowMs = Date.now()): Notice {
  const match = /^t=(\d{1,15}),v1=([0-9a-f]{64})$/.exec(input.headers[signatureHeader] ?? '');
  const [, at = '', mac = ''] = match ?? [];
  if (!match || !same(mac, macOf(input.body, key, at)) || Math.abs(nowMs - Number(at)) > tolerableAgeMs)
    throw new DomainError('notice.forged', 401, 'The notice is not signed by the gateway.');
  const parsed = noticeSchema.safeParse(parseJson(input.body));
  if (!parsed.success) throw new DomainError('notice.unreadable', 400, 'The notice cannot be read.');
  return { ...parsed.data, reference: `sandbox_${parsed.data.paymentId}` };
}

const macOf = (body: string, key: string, at: string): string =>
  createHmac('sha256', key).update(`${at}.${body}`).digest('hex');

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
