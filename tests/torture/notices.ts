import { hkdfSync } from 'node:crypto';
import { signNotice } from '../../src/modules/payments/gateways/sandbox/notice.ts';
import { type Answer, type Doors, send } from './client.ts';

/** The notice of a payment as the sandbox gateway sends it. */
export interface NoticeBody {
  readonly noticeId: string;
  readonly paymentId: string;
  readonly status: 'paid' | 'failed';
  readonly amountMinor: number;
  readonly currency: string;
}

export type Forgery = 'without a signature' | "with another's signature" | 'of yesterday' | 'with another body';
export const forgeries: readonly Forgery[] = [
  'without a signature',
  "with another's signature",
  'of yesterday',
  'with another body',
];

const dayMs = 86_400_000;

const keyOf = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'sandbox notices', 32)).toString('hex');

/** Sends what the gateway would send; undefined where nobody answered. */
export function sendNotice(doors: Doors, secret: string, notice: NoticeBody): Promise<Answer | undefined> {
  const body = JSON.stringify(notice);
  return post(doors, signNotice(body, keyOf(secret)), body);
}

/** Sends what a cheat would send: it must be refused with 401 and change nothing. */
export function sendForged(
  doors: Doors,
  secret: string,
  notice: NoticeBody,
  how: Forgery,
): Promise<Answer | undefined> {
  const body = JSON.stringify(notice);
  const key = keyOf(secret);
  const headers: Record<Forgery, () => Record<string, string>> = {
    'without a signature': () => ({ 'content-type': 'application/json' }),
    "with another's signature": () => signNotice(body, keyOf(`${secret} of somebody else`)),
    'of yesterday': () => signNotice(body, key, Date.now() - dayMs),
    'with another body': () => signNotice(JSON.stringify({ ...notice, amountMinor: 1 }), key),
  };
  return post(doors, headers[how](), body);
}

const post = (doors: Doors, headers: Record<string, string>, body: string): Promise<Answer | undefined> =>
  send(doors, '/webhooks/sandbox', { method: 'POST', headers, body });
