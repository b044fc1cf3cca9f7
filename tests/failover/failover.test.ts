import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildAssets } from '../../src/web/assets/build.ts';
import { mysqlMissing } from '../support/databases.ts';
import { slack } from '../support/judging.ts';
import { openPair, type Pair } from './pair.ts';

describe('two instances behind NGINX', { skip: mysqlMissing() ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-failover-'));
  let pair: Pair;

  before(async () => {
    const { folder: assetsFolder } = await buildAssets(join(folder, 'assets'));
    pair = await openPair({ assetsFolder, environment: { ROLES: 'web' } });
  });
  after(async () => {
    await pair.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are restarted one after the other without a failed or slow request', async () => {
    const { bought, load } = await pair.underLoad(async () => {
      for (const [place, instance] of pair.instances.entries()) {
        assert.equal(await instance.stop(), 0);
        await pair.restart(place);
      }
    });
    assert.deepEqual([bought.failures, load.failures], [[], []]);
    const slowest = Math.max(bought.slowestMs, load.slowestMs);
    assert.ok(slowest < 1_000 * slack, `the slowest took ${slowest.toFixed(0)} ms`);
  });

  test('lose no more than what one held when it is killed, and double nothing', async () => {
    const { bought, load } = await pair.underLoad(async () => {
      const [instance] = pair.instances;
      assert.ok(instance);
      instance.kill('SIGKILL');
      await instance.stop();
      await sleep(2_000);
      await pair.restart(0);
    });
    assert.ok(bought.failures.length <= pair.shoppers, bought.failures.join('\n'));
    assert.deepEqual(load.failures, [], 'a page is asked of the other one');
    assert.ok(load.slowestMs < 1_000 * slack, `the slowest took ${load.slowestMs.toFixed(0)} ms`);
  });
});
