import { Agent as HttpAgent } from 'node:http';
import type { RequestOptions } from 'node:https';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, ask } from './ask.ts';

export interface LoadResult {
  asked: number;
  /** What went wrong: time since the start in ms, and how. */
  failures: { ms: number; what: string }[];
  /** Slowest answer in ms. */
  slowestMs: number;
}

export interface Load {
  stop(): Promise<LoadResult>;
  /** So far. */
  result: LoadResult;
}

/**
 * Readers who ask for pages, one after another each, some on connections that stay. As browsers do, a read on a connection that had stayed and
 * was closed in that moment is asked once more. An answer of 500 or more, or none, is a failure.
 */
export function startLoad(
  urls: string[],
  options: RequestOptions = {},
  {
    readers = 4,
    pauseMs = 10,
    good = fine,
  }: { readers?: number; pauseMs?: number; good?: (answer: Answered) => boolean } = {},
): Load {
  const result: LoadResult = { asked: 0, failures: [], slowestMs: 0 };
  const began = Date.now();
  let going = true;
  const reader = async (number: number): Promise<void> => {
    const stays = number % 2 === 0;
    const secure = urls[0]?.startsWith('https:');
    const agent = stays ? new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 }) : false;
    for (let turn = number; going; turn++) {
      const url = urls[turn % urls.length] ?? '';
      const asked = Date.now();
      const what = await outcome(url, { ...options, agent }, stays, good);
      result.asked++;
      result.slowestMs = Math.max(result.slowestMs, Date.now() - asked);
      if (what) result.failures.push({ ms: asked - began, what: `${url} ${what}` });
      await sleep(pauseMs);
    }
    if (agent) agent.destroy();
  };
  const readersDone = Promise.all(Array.from({ length: readers }, (_, number) => reader(number)));
  return {
    result,
    stop: async () => {
      going = false;
      await readersDone;
      return result;
    },
  };
}

const fine = ({ status }: Answered): boolean => status < 500 && status !== 429;

async function outcome(
  url: string,
  options: RequestOptions,
  stays: boolean,
  good: (answer: Answered) => boolean,
): Promise<string | undefined> {
  try {
    const answer = await ask(url, options);
    return good(answer) ? undefined : `${String(answer.status)} ${answer.body.slice(0, 80)}`;
  } catch (error) {
    if (stays && /ECONNRESET|socket hang up/.test(String(error)))
      return outcome(url, { ...options, agent: false }, false, good);
    return String(error);
  }
}
