import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningNginx, startNginx } from '../../deploy/testing/start-nginx.ts';
import { freePort } from '../../tests/support/free-port.ts';
import { type MysqlServer, startMysql } from '../../tests/support/mysql.ts';
import { type FilledShop, fillShop } from '../generate/fill-shop.ts';
import { pinned } from './pinned.ts';
import { type MeasuredShop, shopEnvironment, startShop } from './start-shop.ts';

export type DatabaseName = 'sqlite' | 'mysql';

/** One filled shop that is measured, and what its requests pass through. */
export interface Place {
  readonly database: DatabaseName;
  readonly databaseUrl: string;
  readonly databasePids: readonly number[];
  readonly folder: string;
  readonly filled: FilledShop;
  readonly shop: MeasuredShop;
  readonly cache: { readonly url: string; readonly pid: number };
}

export interface Stage {
  readonly folder: string;
  readonly places: readonly Place[];
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly databases: readonly DatabaseName[];
  readonly listings: number;
  /** Whoever builds the stage is told what takes long. */
  readonly say: (text: string) => void;
}

/** One member to a hundred listings; a password takes its time. */
const membersOf = (listings: number): number => Math.max(10, Math.min(60, Math.round(listings / 100)));
/** The name that NGINX knows the shop by. */
export const cacheHeaders = { Host: 'shop.example', 'X-Forwarded-Proto': 'https' };
/** What protects a shop from one visitor protects it from a load, too. */
const noLimits = {
  readsPerSecond: 1_000_000,
  readsBurst: 1_000_000,
  writesPerSecond: 1_000_000,
  writesBurst: 1_000_000,
};

/** Fills and starts a shop on each database, with the project's own NGINX in front. */
export async function setStage({ databases, listings, say }: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-bench-'));
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.toReversed()) await each();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const places: Place[] = [];
    for (const database of databases) {
      say(`filling a shop on ${database} with ${listings} listings`);
      places.push(await openPlace(database, join(folder, database), listings, stops));
    }
    return { folder, places, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openPlace(
  database: DatabaseName,
  folder: string,
  listings: number,
  stops: (() => Promise<void>)[],
): Promise<Place> {
  const server = database === 'mysql' ? await startMysql({ within: pinned('measured') }) : undefined;
  if (server) stops.push(() => server.stop());
  const databaseUrl = server ? await server.createDatabase() : `sqlite:${join(folder, 'shop.db')}`;
  const filled = await fillShop(shopEnvironment(databaseUrl, folder, 3000), { listings, members: membersOf(listings) });
  const shop = await startShop(databaseUrl, folder);
  stops.push(() => shop.stop());
  const { nginx, url } = await startCache(folder, [shop]);
  stops.push(() => nginx.stop());
  const cache = { url, pid: nginx.pid };
  return { database, databaseUrl, databasePids: pidsOf(server), folder, filled, shop, cache };
}

const pidsOf = (server: MysqlServer | undefined): number[] => (server ? [server.pid] : []);

async function startCache(
  folder: string,
  shops: readonly MeasuredShop[],
): Promise<{ nginx: RunningNginx; url: string }> {
  const httpPort = await freePort();
  const nginx = await startNginx(
    'behind-balancer',
    {
      ...noLimits,
      names: [cacheHeaders.Host],
      trustedBalancers: ['127.0.0.0/8'],
      instances: shops.map(({ url }) => new URL(url).host),
      assetsRoot: join(folder, 'var'),
      httpPort,
    },
    { within: pinned('measured') },
  );
  return { nginx, url: `http://127.0.0.1:${httpPort}` };
}
