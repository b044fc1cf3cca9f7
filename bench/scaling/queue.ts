import { median, percentile } from '../measure/statistics.ts';

export interface QueueOptions {
  readonly arrivalsPerSecond: number;
  /** One request's time at a server that has nothing else to do. */
  readonly serviceMs: number;
  /** How much service times differ: 0 none, 1 as an exponential distribution. */
  readonly variation: number;
  readonly servers: number;
  readonly requests: number;
  readonly random: () => number;
}

export interface QueueResult {
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Of the servers' time, how much they worked. */
  readonly busy: number;
}

/** Requests that come as they like (Poisson), shared out in turn, each served after those before it: what an instance behind a balancer sees. */
export function simulateQueue(options: QueueOptions): QueueResult {
  const { arrivalsPerSecond, servers, requests, random } = options;
  const freeAt = Array.from({ length: servers }, () => 0);
  const waits: number[] = [];
  let [now, worked] = [0, 0];
  for (let each = 0; each < requests; each++) {
    now += exponential(random) * (1000 / arrivalsPerSecond);
    const server = each % servers;
    const service = serviceTime(options);
    const begins = Math.max(now, freeAt[server] ?? 0);
    freeAt[server] = begins + service;
    worked += service;
    waits.push(begins + service - now);
  }
  const meanMs = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  const busy = worked / (Math.max(now, ...freeAt) * servers);
  return { meanMs, medianMs: median(waits), p99Ms: percentile(waits, 0.99), busy };
}

const exponential = (random: () => number): number => -Math.log(1 - random());

/** Part of it always the same, the rest exponential, so that mean and variation are as asked. */
const serviceTime = ({ serviceMs, variation, random }: QueueOptions): number =>
  serviceMs * (1 - variation + variation * exponential(random));
