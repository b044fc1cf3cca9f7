import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a client finds the shop: the addresses of processes that answer just now. */
export interface Doors {
  urls(): string[];
}

export interface Request {
  readonly body?: unknown;
  readonly token?: string;
  readonly key?: string;
}

export interface OrderBody {
  readonly id: string;
  readonly status: string;
  readonly seller: { readonly id: string };
  readonly items: readonly { readonly listingId: string; readonly quantity: number }[];
}

export interface PaymentBody {
  readonly id: string;
  readonly status: string;
}

/** What the torture reads of answers. */
export interface AnswerBody {
  readonly id?: string;
  readonly code?: string;
  readonly token?: string;
  readonly guestToken?: string;
  readonly status?: string;
  readonly url?: string;
  readonly account?: { readonly id: string };
  readonly amount?: { readonly amount: number; readonly currency: string };
  readonly sellerOrders?: readonly OrderBody[];
  readonly payments?: readonly PaymentBody[];
}

export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
}

const tries = 120;
const patienceMs = 8_000;

/** A client on a bad line: it sends the same request with the same key again until some process answers it. */
export function ask(doors: Doors, method: string, path: string, request: Request = {}): Promise<Answer> {
  const key = request.key ?? randomUUID();
  return untilAnswered(`${method} ${path}`, () => once(doors, method, path, { ...request, key }));
}

/** Tries until there is an answer that is not a failure of the server. Errors: nobody answers for minutes. */
export async function untilAnswered(what: string, once: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const answer = await once();
    if (answer && answer.status < 500) return answer;
    await sleep(150 + attempt * 10);
  }
  throw new Error(`nobody answers ${what}`);
}

function once(doors: Doors, method: string, path: string, request: Request): Promise<Answer | undefined> {
  return send(doors, `/api/v1${path}`, {
    method,
    headers: headersOf(request),
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
}

/** One request to some process; undefined where there was no answer. */
export async function send(doors: Doors, path: string, init: RequestInit): Promise<Answer | undefined> {
  const urls = doors.urls();
  const url = urls[Math.floor(Math.random() * urls.length)];
  if (url === undefined) return undefined;
  try {
    const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(patienceMs) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as AnswerBody) };
  } catch {
    return undefined;
  }
}

const headersOf = ({ token, key, body }: Request): Record<string, string> => ({
  'idempotency-key': key ?? '',
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
});
