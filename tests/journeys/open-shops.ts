import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { leaseMysql } from '../support/databases.ts';
import { type RunningShop, type ShopOptions, startShop } from '../support/shop.ts';

const demoMs = 90_000;

/** Opens a shop with the demonstration on each database, and the world in which every page has something to show. */
export default async function openShops(): Promise<() => Promise<void>> {
  const mysql = await leaseMysql();
  const [sqliteShop, mysqlShop, world] = await Promise.all([
    startDemoShop({}),
    mysql.open().then((databaseUrl) => startDemoShop({ databaseUrl })),
    startPageWorld(),
  ]);
  process.env.JOURNEY_SQLITE = sqliteShop.url;
  process.env.JOURNEY_MYSQL = mysqlShop.url;
  process.env.JOURNEY_WORLD = world.description;
  return async () => {
    await Promise.all([sqliteShop.stop(), mysqlShop.stop(), world.stop()]);
    await mysql.release();
  };
}

/** Ready comes before the demonstration is complete; the greeting comes after. */
async function startDemoShop(options: ShopOptions): Promise<RunningShop> {
  const shop = await startShop({ ...options, environment: { SHOP_DEMO: 'on' } });
  const deadline = Date.now() + demoMs;
  while (!shop.log().includes('ana@bookstore.test')) {
    if (Date.now() > deadline) throw new Error(`the demonstration is not complete:\n${shop.log().slice(-2000)}`);
    await sleep(50);
  }
  return shop;
}

/** In a process of its own, as it runs the shop's code as Node runs it. */
async function startPageWorld(): Promise<{ description: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve-page-world.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), ended.then(() => [])]);
  if (typeof first[0] !== 'string') throw new Error('the world of pages did not open');
  return {
    description: first[0],
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
