import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Customer } from '../../deploy/testing/customer.ts';
import { startLoad } from '../../deploy/testing/load.ts';
import { startNginx } from '../../deploy/testing/start-nginx.ts';
import { leaseMysql } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { type RunningShop, startShop } from '../support/shop.ts';
import { type Bought, startShoppers } from './shoppers.ts';

const name = 'bookstore.test';
const headers = { host: name, 'x-forwarded-proto': 'https' };
const stock = 9_000;
/** Longer than NGINX keeps a connection that it doesn't use. */
const drainMs = 6_000;
const shoppers = 4;

export interface PairOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Styles and scripts that are built already, of the code that is run. */
  readonly assetsFolder?: string;
  /** What the first two instances run instead of the project's own `src/main.ts`. */
  readonly program?: string;
}

/** What people did meanwhile, and how it went for them. */
export interface Meanwhile {
  readonly bought: Bought;
  readonly load: Awaited<ReturnType<ReturnType<typeof startLoad>['stop']>>;
}

export interface Pair {
  readonly instances: RunningShop[];
  readonly databaseUrl: string;
  readonly shoppers: number;
  /** Someone who sells. */
  readonly lucia: Customer;
  /** Starts this code in an instance's place, on its port. */
  restart(place: number, options?: Pick<PairOptions, 'assetsFolder'>): Promise<void>;
  /** Readers and shoppers go on while `happens` does; what they bought is held against what the shop then has. */
  underLoad(happens: () => Promise<void>): Promise<Meanwhile>;
  close(): Promise<void>;
}

/** Two instances on one MySQL, behind NGINX with the template of stage 2. */
export async function openPair(options: PairOptions = {}): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-pair-'));
  const lease = await leaseMysql();
  const databaseUrl = await lease.open();
  const environment = {
    LOG_LEVEL: 'warn',
    PUBLIC_URL: `https://${name}`,
    TRUSTED_PROXIES: '127.0.0.1/32',
    UPLOAD_FOLDER: join(folder, 'uploads'),
    SHUTDOWN_DRAIN_MS: String(drainMs),
    ...options.environment,
  };
  const instances = await Promise.all([1, 2].map(() => startShop({ ...options, databaseUrl, environment })));
  const httpPort = await freePort();
  const url = `http://127.0.0.1:${String(httpPort)}`;
  const nginx = await startNginx('behind-balancer', {
    names: [name],
    instances: instances.map(({ port }) => `127.0.0.1:${String(port)}`),
    trustedBalancers: ['127.0.0.1/32'],
    assetsRoot: folder,
    httpPort,
    readsPerSecond: 5000,
    readsBurst: 5000,
    writesPerSecond: 5000,
    writesBurst: 5000,
  });
  const lucia = new Customer(url, { headers });
  await lucia.register('Lucia');
  return {
    instances,
    databaseUrl,
    shoppers,
    lucia,
    async restart(place, { assetsFolder } = options) {
      const port = instances[place]?.port;
      assert.ok(port !== undefined);
      instances[place] = await startShop({
        databaseUrl,
        environment,
        port,
        ...(assetsFolder === undefined ? {} : { assetsFolder }),
      });
    },
    underLoad: (happens) => underLoad(url, lucia, happens),
    async close() {
      await nginx.stop();
      await Promise.all(instances.map((each) => each.stop()));
      await lease.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function underLoad(url: string, lucia: Customer, happens: () => Promise<void>): Promise<Meanwhile> {
  const listing = await lucia.publish('Rayuela', stock);
  const load = startLoad(
    [`${url}/`, `${url}/api/v1/listings`],
    { headers, timeout: 20_000 },
    { readers: 4, pauseMs: 20 },
  );
  const buying = startShoppers(url, headers, { listing, count: shoppers });
  const stop = async () => [await buying.stop(), await load.stop()] as const;
  try {
    await sleep(1_000);
    await happens();
    await sleep(1_000);
  } catch (error) {
    await stop();
    throw error;
  }
  const [bought, loaded] = await stop();
  assert.deepEqual([bought.doubled, bought.refused], [[], []]);
  assert.ok(
    bought.checkouts > 10 && loaded.asked > 50,
    `${String(bought.checkouts)} checkouts, ${String(loaded.asked)} pages`,
  );
  const { available } = (await lucia.must('GET', `/listings/${listing}`)) as { available: number };
  assert.equal(stock - available, bought.purchases.size, 'each checkout holds one copy');
  assert.equal(bought.purchases.size, bought.checkouts);
  return { bought, load: loaded };
}
