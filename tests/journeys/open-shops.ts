import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { leaseMysql } from '../support/databases.ts';
import { startDemoShop } from '../support/demo-shop.ts';

/** Opens a shop with the demonstration on each database, and the world in which every page has something to show. */
export default async function openShops(): Promise<() => Promise<void>> {
  const mysql = await leaseMysql();
  const [sqliteShop, mysqlShop, world] = await Promise.all([
    startDemoShop(),
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
