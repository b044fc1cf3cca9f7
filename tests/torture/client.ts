import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from './fleet.ts';

export interface Request {
  readonly body?: unknown;
  readonly token?: string;
  readonly key?: string;
}

/** What the torture reads of answers. */
export interface AnswerBody {
  readonly id?: string;
  readonly token?: string;
  readonly guestToken?: string;
  readonly status?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
}

const tries = 90;
const patienceMs = 8_000;

/** A client on a bad line: it sends the same request with the same key again until some process answers it. */
export async function ask(fleet: Fleet, method: string, path: string, request: Request = {}): Promise<Answer> {
  const key = request.key ?? randomUUID();
  for (let attempt = 0; attempt < tries; attempt++) {
    const answer = await once(fleet, method, path, { ...request, key });
    if (answer && answer.status < 500) return answer;
    await sleep(150 + attempt * 10);
  }
  throw new Error(`nobody answers ${method} ${path}`);
}

async function once(fleet: Fleet, method: string, path: string, request: Request): Promise<Answer | undefined> {
  const urls = fleet.urls();
  const url = urls[Math.floor(Math.random() * urls.length)];
  if (url === undefined) return undefined;
  try {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: headersOf(request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
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
