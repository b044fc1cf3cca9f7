// How far the simulation of docs/scaling.md is from one, two and three processes of the shop: `node bench/scaling/run.ts`.
// Each process is held to a share of one core by a control group, as a small instance would be; needs root and Linux.
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMysql } from '../../tests/support/mysql.ts';
import { fillShop } from '../generate/fill-shop.ts';
import { randomOf } from '../generate/generate-listings.ts';
import { ask } from '../load/ask.ts';
import { cpuMicros } from '../measure/accounting.ts';
import { percentile } from '../measure/statistics.ts';
import { pinned } from '../stage/pinned.ts';
import { type MeasuredShop, shopEnvironment, startShop } from '../stage/start-shop.ts';
import { simulateQueue } from './queue.ts';

const share = 0.3;
const periodMicros = 10_000;
const listings = 15_000;
const seconds = 15;
const loads = [0.3, 0.5, 0.7];
const path = '/';

interface Measured {
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly cpuMsPerRequest: number;
  readonly failed: number;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Holds a process, threads and all, to its share. */
function confine(name: string, pid: number): () => void {
  const folder = `/sys/fs/cgroup/cpu/bookstore-bench-${name}`;
  mkdirSync(folder);
  writeFileSync(join(folder, 'cpu.cfs_period_us'), String(periodMicros));
  writeFileSync(join(folder, 'cpu.cfs_quota_us'), String(Math.round(periodMicros * share)));
  writeFileSync(join(folder, 'cgroup.procs'), String(pid));
  return () => rmdirSync(folder);
}

/** Requests that come whether the last ones were answered or not (Poisson), dealt out in turn. */
async function load(shops: readonly MeasuredShop[], perSecond: number, forSeconds: number): Promise<Measured> {
  const random = randomOf(11);
  const pids = shops.map(({ pid }) => pid);
  const [times, pending]: [number[], Promise<void>[]] = [[], []];
  let failed = 0;
  const before = cpuMicros(pids);
  const began = performance.now();
  for (let due = 0; due < forSeconds * 1000; due += -Math.log(1 - random()) * (1000 / perSecond)) {
    const wait = began + due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const at = performance.now();
    const shop = shops[pending.length % shops.length];
    pending.push(
      ask(shop?.url ?? '', { path }).then(
        ({ status }) => {
          if (status === 200) times.push(performance.now() - at);
          else failed += 1;
        },
        () => {
          failed += 1;
        },
      ),
    );
  }
  await Promise.all(pending);
  const meanMs = times.reduce((sum, each) => sum + each, 0) / times.length;
  const cpuMsPerRequest = (cpuMicros(pids) - before) / 1000 / pending.length;
  return { meanMs, medianMs: percentile(times, 0.5), p99Ms: percentile(times, 0.99), cpuMsPerRequest, failed };
}

const folder = mkdtempSync(join(tmpdir(), 'bookstore-scaling-'));
const mysql = await startMysql({ within: pinned('load') });
const undo: (() => void | Promise<void>)[] = [
  () => rmSync(folder, { recursive: true, force: true }),
  () => mysql.stop(),
];
try {
  const databaseUrl = await mysql.createDatabase();
  say(`filling a shop with ${listings} listings`);
  await fillShop(shopEnvironment(databaseUrl, folder, 3000), { listings, members: 1 });
  const shops: MeasuredShop[] = [];
  console.log(
    '| processes | load | requests/s | CPU ms | mean ms | simulated | median | simulated | p99 ms | simulated | failed |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const count of [1, 2, 3]) {
    const shop = await startShop(databaseUrl, join(folder, String(count)));
    const { pid } = shop;
    // Compiled by what it does often, as any instance is after its first minute.
    await load([shop], 400, 10);
    const release = confine(String(count), pid);
    undo.push(async () => {
      await shop.stop();
      release();
    });
    shops.push(shop);
    const { cpuMsPerRequest } = await load(shops, 200 * count, 4);
    for (const busy of loads) {
      const perSecond = (busy * count * share * 1000) / cpuMsPerRequest;
      const seen = await load(shops, perSecond, seconds);
      const expected = simulateQueue({
        arrivalsPerSecond: perSecond,
        serviceMs: seen.cpuMsPerRequest / share,
        variation: 0.5,
        servers: count,
        requests: 100_000,
        random: randomOf(5),
      });
      const figures = [
        seen.cpuMsPerRequest,
        seen.meanMs,
        expected.meanMs,
        seen.medianMs,
        expected.medianMs,
        seen.p99Ms,
        expected.p99Ms,
      ];
      console.log(
        `| ${count} | ${busy * 100} % | ${perSecond.toFixed(0)} | ${figures.map((each) => each.toFixed(2)).join(' | ')} | ${seen.failed} |`,
      );
    }
  }
} finally {
  for (const each of undo.toReversed()) await each();
}
