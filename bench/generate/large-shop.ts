/**
 * Fills shops on MySQL and prints what their size costs: how long the search index takes to build from the database and to open again, how soon it knows
 * of a change, memory, and processor time of pages (application and database together). `node bench/generate/large-shop.ts [LISTINGS …]`; without numbers 10,000 and 1,000,000.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { startMysql } from '../../tests/support/mysql.ts';
import { ask } from '../load/ask.ts';
import { cpuMicros, memoryMb } from '../measure/accounting.ts';
import { type MeasuredShop, shopEnvironment, startShop } from '../stage/start-shop.ts';
import { type FilledListing, fillShop } from './fill-shop.ts';

const warmRequests = 3_000;
const requests = 3_000;
const atOnce = 8;
const sampled = 5_000;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Microseconds of these processes for one request of `pathAt`. */
async function cost(shop: MeasuredShop, databasePid: number, pathAt: (turn: number) => string): Promise<number> {
  const send = async (count: number): Promise<void> => {
    let turn = 0;
    const reader = async (): Promise<void> => {
      while (turn < count) {
        const path = pathAt(turn++);
        const { status } = await ask(shop.url, { path });
        if (status !== 200) throw new Error(`${path}: ${status}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, reader));
  };
  await send(warmRequests);
  const before = cpuMicros([shop.pid, databasePid]);
  await send(requests);
  return (cpuMicros([shop.pid, databasePid]) - before) / requests;
}

const wordOf = ({ title }: FilledListing): string =>
  title.split(/[^\p{L}]+/u).toSorted((a, b) => b.length - a.length)[0] ?? 'vida';

/** How soon a search by price finds a listing at a price that nothing else has. */
async function changeSeenMs(shop: MeasuredShop, databaseUrl: string, { id, title }: FilledListing): Promise<number> {
  const path = `/api/v1/listings?maxPrice=100&q=${encodeURIComponent(title)}`;
  const connection = await createConnection(databaseUrl);
  const began = performance.now();
  await connection.execute(
    'update listings set price_minor = 100, changed_at = unix_timestamp(now(3)) * 1000 where id = ?',
    [id],
  );
  await connection.end();
  while (!(await ask(shop.url, { path })).body.includes(id))
    if (performance.now() - began > 30_000) throw new Error(`${title}: the change is not seen`);
  return performance.now() - began;
}

async function measure(listings: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-large-'));
  const mysql = await startMysql();
  try {
    const databaseUrl = await mysql.createDatabase();
    const began = performance.now();
    const { listings: filled } = await fillShop(shopEnvironment(databaseUrl, folder, 3000), { listings, members: 1 });
    console.log(`\n${listings} listings on MySQL, filled in ${seconds(performance.now() - began)}`);
    const some = filled.filter((_, at) => at % Math.ceil(filled.length / sampled) === 0);
    const first = await startShop(databaseUrl, folder);
    console.log(
      `ready ${seconds(first.readyMs)} after its start, the index built from MySQL by one core, shared with MySQL's`,
    );
    await first.stop();
    const shop = await startShop(databaseUrl, folder);
    console.log(`ready again ${seconds(shop.readyMs)} after its start, with the index at hand`);
    const at = (turn: number): FilledListing => some[turn % some.length] ?? { id: '', title: '' };
    const works: Record<string, (turn: number) => string> = {
      home: () => '/',
      'newest 24': () => '/search',
      search: (turn) => `/search?q=${encodeURIComponent(wordOf(at(turn)))}`,
      listing: (turn) => `/listings/${at(turn).id}`,
    };
    for (const [name, pathAt] of Object.entries(works))
      console.log(`${name.padEnd(10)} ${(await cost(shop, mysql.pid, pathAt)).toFixed(0)} µs of CPU`);
    console.log(`a change is seen after ${(await changeSeenMs(shop, databaseUrl, at(7))).toFixed(0)} ms`);
    console.log(`memory ${memoryMb([shop.pid]).toFixed(0)} MB`);
    await shop.stop();
  } finally {
    await mysql.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sizes = process.argv.slice(2).map(Number);
for (const size of sizes.length > 0 ? sizes : [10_000, 1_000_000]) await measure(size);
