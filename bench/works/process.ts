import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeRequests } from '../load/wrk.ts';
import { cpuMicros, memoryMb } from '../measure/accounting.ts';
import { measureLoad } from '../measure/measure-load.ts';
import { cpuOf, type Sample } from '../measure/sample.ts';
import type { Place } from '../stage/stage.ts';
import { startShop } from '../stage/start-shop.ts';
import { searchRequests } from './pages.ts';
import { bothDatabases, type Work } from './work.ts';

const restMs = 3000;
const none = { requests: 0, perSecond: Number.NaN, p50Ms: Number.NaN, p99Ms: Number.NaN, cpu: {}, failures: 0 };

/** Another process on the same database; on SQLite on a copy of it, its search index with it, as after a restart. */
async function another(place: Place, name: string) {
  const folder = join(place.folder, name);
  mkdirSync(folder, { recursive: true });
  if (place.database === 'mysql') return { folder, url: place.databaseUrl };
  const file = place.databaseUrl.slice('sqlite:'.length);
  for (const end of ['', '-wal', '-search', '-search-wal'])
    try {
      copyFileSync(file + end, join(folder, `shop.db${end}`));
    } catch {
      // Not every file is there at all times.
    }
  return { folder, url: `sqlite:${join(folder, 'shop.db')}` };
}

async function startAgain(place: Place): Promise<Sample> {
  const { folder, url } = await another(place, 'started');
  const shop = await startShop(url, folder);
  const cpu = cpuMicros([shop.pid]);
  await shop.stop();
  rmSync(folder, { recursive: true });
  return { ...none, requests: 1, cpu: { application: cpu }, other: { 'ready ms': shop.readyMs } };
}

/** The first start of a shop builds its index and warms caches on disk: it is made, not measured. */
const startWork: Work = {
  name: 'start to ready',
  databases: bothDatabases,
  prepare: async (place) => {
    await startAgain(place);
    return { measure: () => startAgain(place) };
  },
};

const memoryWork: Work = {
  name: 'memory',
  databases: bothDatabases,
  mostRounds: 2,
  prepare: (place, { seconds }) => Promise.resolve({ measure: () => measureMemory(place, Math.max(5, seconds)) }),
};

/** Of a fresh process, at rest and then in the last second of a load of searches. */
async function measureMemory(place: Place, seconds: number): Promise<Sample> {
  const { folder, url } = await another(place, 'memory');
  const shop = await startShop(url, folder);
  await sleep(restMs);
  const idle = memoryMb([shop.pid]);
  const file = writeRequests(place.folder, 'memory', searchRequests(place.filled));
  const loaded = measureLoad(shop.url, file, seconds, { application: [shop.pid] });
  await sleep(seconds * 1000 - 500);
  const searching = memoryMb([shop.pid]);
  const sample = await loaded;
  await shop.stop();
  rmSync(folder, { recursive: true });
  return { ...sample, other: { 'idle MB': idle, 'searching MB': searching } };
}

/** The same searches, by one process and by two at once, on one database and one core. */
const twoProcesses: Work = {
  name: 'two processes',
  databases: ['mysql'],
  mostRounds: 3,
  prepare: async (place, { seconds }) => {
    const file = writeRequests(place.folder, 'two', searchRequests(place.filled));
    return { measure: () => measureTwo(place, file, Math.max(3, seconds)) };
  },
};

async function measureTwo(place: Place, file: string, seconds: number): Promise<Sample> {
  const { folder, url } = await another(place, 'second');
  const [first, second] = [place.shop, await startShop(url, folder)];
  try {
    await measureLoad(second.url, file, seconds, {});
    const one = await measureLoad(first.url, file, seconds, { application: [first.pid], database: place.databasePids });
    const before = cpuMicros([first.pid, second.pid, ...place.databasePids]);
    const both = await Promise.all([first, second].map((shop) => measureLoad(shop.url, file, seconds, {})));
    const spent = cpuMicros([first.pid, second.pid, ...place.databasePids]) - before;
    const requests = both.reduce((sum, sample) => sum + sample.requests, 0);
    const perSecond = both.reduce((sum, sample) => sum + sample.perSecond, 0);
    const failures = both.reduce((sum, sample) => sum + sample.failures, 0);
    const [slower] = both.toSorted((a, b) => b.p99Ms - a.p99Ms);
    const cpu = { application: spent / requests };
    return {
      ...one,
      ...slower,
      requests,
      perSecond,
      failures,
      cpu,
      other: { 'times one': spent / requests / cpuOf(one) },
    };
  } finally {
    await second.stop();
    rmSync(folder, { recursive: true });
  }
}

export const processWorks: readonly Work[] = [startWork, memoryWork, twoProcesses];
