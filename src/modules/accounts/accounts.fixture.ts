import assert from 'node:assert/strict';
import { readConfig } from '../../platform/config/index.ts';
import { type Database, migrate, openDatabase } from '../../platform/db/index.ts';
import type { ClaimedItem } from '../../platform/queue/index.ts';
import { type AccountsModule, type AccountsTables, createAccounts, migrations } from './index.ts';

export const secretKey = 'a secret of the tests, 32 characters long';
export const goodPassword = 'tres tristes tigres tragan';

export interface AccountsWorld extends AccountsModule {
  db: Database<AccountsTables>;
  /** Does this module's jobs and takes what was said to others since the last call. */
  events(): Promise<{ kind: string; payload: Record<string, unknown> }[]>;
  /** Lucía, who sells; confirmed, with `goodPassword`. */
  lucia(email?: string): ReturnType<AccountsModule['door']['createAccount']>;
  /** Signs in without a second factor. */
  signIn(email: string, password?: string): Promise<{ token: string; accountId: string; sessionId: string }>;
  close(): Promise<void>;
}

export async function openAccounts(url: string, rateLimits = false): Promise<AccountsWorld> {
  const config = readConfig({ DATABASE_URL: url, SECRET_KEY: secretKey });
  const db = openDatabase<AccountsTables>(config.database);
  await migrate(db, 'accounts', migrations);
  const module = createAccounts({ db, secretKey, shop: config.shop, rateLimits });
  const { door } = module;
  return {
    ...module,
    db,
    events: () => takeEvents(module),
    lucia: (email = 'lucia@example.com') =>
      door.createAccount({ name: 'Lucía Restrepo', email, password: goodPassword, city: 'Medellín', confirmed: true }),
    signIn: (email, password = goodPassword) => signInto(module, email, password),
    close: () => db.close(),
  };
}

async function takeEvents({ outbox, jobs }: AccountsModule) {
  const taken: { kind: string; payload: Record<string, unknown> }[] = [];
  const handle = async (item: ClaimedItem): Promise<void> => {
    const job = item.kind in jobs ? jobs[item.kind as keyof typeof jobs] : undefined;
    if (job) await job(item);
    else taken.push({ kind: item.kind, payload: item.payload as Record<string, unknown> });
  };
  while ((await outbox.work(handle)) > 0);
  return taken;
}

async function signInto({ door }: AccountsModule, email: string, password: string) {
  const answer = await door.signIn({ email, password, userAgent: 'test', from: '203.0.113.1' });
  if (!('token' in answer)) throw new Error('a second factor is asked for');
  const actor = await door.authenticate({ token: answer.token });
  return { token: answer.token, accountId: answer.account.id, sessionId: actor?.sessionId ?? '' };
}

/** What an assertion on a refusal compares. */
export const refusal = (code: string, status: number) => ({ name: 'DomainError', code, status });

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work().catch(() => undefined);
  return performance.now() - start;
}

/** Two ways whose times, by the median, tell nobody which was taken. */
export function assertAlike(first: number[], second: number[]): void {
  const [a, b] = [medianOf(first), medianOf(second)];
  assert.ok(Math.max(a, b) < 2 * Math.min(a, b), `${a.toFixed(1)} ms against ${b.toFixed(1)} ms`);
}

const medianOf = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
