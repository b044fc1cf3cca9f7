import { load } from '../load/wrk.ts';
import { cpuMicros } from './accounting.ts';
import type { Sample } from './sample.ts';

export type Payer = 'application' | 'database' | 'proxy';
/** Whose processor time counts, by the ids of their first processes. */
export type Payers = Readonly<Partial<Record<Payer, readonly number[]>>>;

/** Loads a server with a list of requests and says what each of them cost whom. */
export async function measureLoad(url: string, requests: string, seconds: number, payers: Payers): Promise<Sample> {
  const spent = spending(payers);
  const result = await load(url, requests, seconds);
  return {
    requests: result.requests,
    perSecond: result.requests / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    cpu: spent(result.requests),
    failures: result.refused + result.broken,
  };
}

/** Notes what each payer has spent so far; answers what tells the microseconds since, a request. */
export function spending(payers: Payers): (requests: number) => Sample['cpu'] {
  const known = Object.entries(payers).filter(([, pids]) => pids.length > 0);
  const before = known.map(([, pids]) => cpuMicros(pids));
  return (requests) =>
    Object.fromEntries(known.map(([name, pids], at) => [name, (cpuMicros(pids) - (before[at] ?? 0)) / requests]));
}
