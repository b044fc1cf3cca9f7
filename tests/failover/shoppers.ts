import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, ask } from '../../deploy/testing/ask.ts';
import { bogota } from '../support/shop-world.ts';

export interface Bought {
  /** Checkouts that were answered in the end, each with a key of its own. */
  readonly checkouts: number;
  readonly purchases: ReadonlySet<string>;
  /** Requests that failed, with what came: the same one was sent again with the same key. */
  readonly failures: readonly string[];
  /** Keys that were answered two purchases. */
  readonly doubled: readonly string[];
  readonly refused: readonly string[];
  readonly slowestMs: number;
}

const mostTries = 60;
/** Every so many checkouts the same key is sent again, as an impatient person's browser does. */
const againEvery = 4;

/** Guests who buy one copy after another, some on connections that stay; whoever gets no answer sends the same request again. */
export function startShoppers(
  url: string,
  headers: Readonly<Record<string, string>>,
  { listing, count }: { listing: string; count: number },
): { stop(): Promise<Bought> } {
  const answers = new Map<string, Set<string>>();
  const [failures, refused]: [string[], string[]] = [[], []];
  let slowestMs = 0;
  let goes = true;
  const once = async (key: string, agent: Agent | false): Promise<Answered | undefined> => {
    const body = JSON.stringify({
      items: [{ listingId: listing, quantity: 1 }],
      address: bogota,
      email: `reader-${key}@example.com`,
    });
    const began = performance.now();
    const sent = { 'content-type': 'application/json', 'idempotency-key': key };
    const options = { method: 'POST', agent, headers: { ...headers, ...sent }, body };
    const answer = await ask(`${url}/api/v1/checkouts`, options).catch((error: unknown) => String(error));
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (typeof answer !== 'string' && answer.status < 500) return answer;
    failures.push(typeof answer === 'string' ? answer : `${String(answer.status)} ${answer.body.slice(0, 100)}`);
    return undefined;
  };
  const untilAnswered = async (key: string, agent: Agent | false): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const answer = await once(key, agent);
      if (answer?.status === 201) {
        const { id } = JSON.parse(answer.body) as { id: string };
        answers.set(key, (answers.get(key) ?? new Set()).add(id));
        return;
      }
      if (answer) {
        refused.push(`${String(answer.status)} ${answer.body.slice(0, 200)}`);
        return;
      }
      await sleep(50);
    }
  };
  const shopper = async (number: number): Promise<void> => {
    const agent = number % 2 === 0 ? new Agent({ keepAlive: true, maxSockets: 1 }) : false;
    for (let turn = 0; goes; turn++) {
      const key = randomUUID();
      await untilAnswered(key, agent);
      if (turn % againEvery === 0) await untilAnswered(key, agent);
      await sleep(20);
    }
    if (agent) agent.destroy();
  };
  const all = Promise.all(Array.from({ length: count }, (_, number) => shopper(number)));
  return {
    stop: async () => {
      goes = false;
      await all;
      const doubled = [...answers]
        .filter(([, ids]) => ids.size > 1)
        .map(([key, ids]) => `${key}: ${[...ids].join(', ')}`);
      const purchases = new Set([...answers.values()].flatMap((ids) => [...ids]));
      return { checkouts: answers.size, purchases, failures, doubled, refused, slowestMs };
    },
  };
}
