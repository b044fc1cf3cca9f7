import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Customer } from '../../deploy/testing/customer.ts';
import { startLoad } from '../../deploy/testing/load.ts';
import { type RunningNginx, startNginx } from '../../deploy/testing/start-nginx.ts';
import { buildAssets } from '../../src/web/assets/build.ts';
import { leaseMysql, type MysqlLease, mysqlMissing } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { slack } from '../support/judging.ts';
import { type RunningShop, startShop } from '../support/shop.ts';
import { type Bought, startShoppers } from './shoppers.ts';

const name = 'bookstore.test';
const headers = { host: name, 'x-forwarded-proto': 'https' };
const stock = 9_000;
const shoppers = 4;
/** Longer than NGINX keeps a connection that it doesn't use. */
const drainMs = 6_000;

describe('two instances behind NGINX', { skip: mysqlMissing() ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-failover-'));
  const instances: RunningShop[] = [];
  let lease: MysqlLease;
  let nginx: RunningNginx;
  let url: string;
  let databaseUrl: string;
  let assetsFolder: string;
  let lucia: Customer;

  const start = (port?: number): Promise<RunningShop> =>
    startShop({
      databaseUrl,
      assetsFolder,
      ...(port === undefined ? {} : { port }),
      environment: {
        ROLES: 'web',
        LOG_LEVEL: 'warn',
        PUBLIC_URL: `https://${name}`,
        TRUSTED_PROXIES: '127.0.0.1/32',
        UPLOAD_FOLDER: join(folder, 'uploads'),
        SHUTDOWN_DRAIN_MS: String(drainMs),
      },
    });

  /** Readers and shoppers, who go on while `happens` does; what a purchase left in the shop is held against what they saw. */
  async function underLoad(
    happens: () => Promise<void>,
  ): Promise<{ bought: Bought; load: Awaited<ReturnType<ReturnType<typeof startLoad>['stop']>> }> {
    const listing = await lucia.publish('Rayuela', stock);
    const load = startLoad(
      [`${url}/`, `${url}/api/v1/listings`],
      { headers, timeout: 20_000 },
      { readers: 4, pauseMs: 20 },
    );
    const buying = startShoppers(url, headers, { listing, count: shoppers });
    await sleep(1_000);
    await happens();
    await sleep(1_000);
    const [bought, loaded] = [await buying.stop(), await load.stop()];
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

  before(async () => {
    lease = await leaseMysql();
    databaseUrl = await lease.open();
    assetsFolder = (await buildAssets(join(folder, 'assets'))).folder;
    instances.push(await start());
    instances.push(await start());
    const httpPort = await freePort();
    url = `http://127.0.0.1:${String(httpPort)}`;
    nginx = await startNginx('behind-balancer', {
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
    lucia = new Customer(url, { headers });
    await lucia.register('Lucia');
  });
  after(async () => {
    await nginx.stop();
    await Promise.all(instances.map((each) => each.stop()));
    await lease.release();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are restarted one after the other without a failed or slow request', async () => {
    const { bought, load } = await underLoad(async () => {
      for (const [place, instance] of instances.entries()) {
        assert.equal(await instance.stop(), 0);
        instances[place] = await start(instance.port);
      }
    });
    assert.deepEqual([bought.failures, load.failures], [[], []]);
    const slowest = Math.max(bought.slowestMs, load.slowestMs);
    assert.ok(slowest < 1_000 * slack, `the slowest took ${slowest.toFixed(0)} ms`);
  });

  test('lose no more than what one held when it is killed, and double nothing', async () => {
    const { bought, load } = await underLoad(async () => {
      const [instance] = instances;
      assert.ok(instance);
      instance.kill('SIGKILL');
      await instance.stop();
      await sleep(2_000);
      instances[0] = await start(instance.port);
    });
    assert.ok(bought.failures.length <= shoppers, bought.failures.join('\n'));
    assert.deepEqual(load.failures, [], 'a page is asked of the other one');
    assert.ok(load.slowestMs < 1_000 * slack, `the slowest took ${load.slowestMs.toFixed(0)} ms`);
  });
});
