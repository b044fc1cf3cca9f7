import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../deploy/testing/ask.ts';
import { pin, slack } from '../support/judging.ts';
import { type RunningShop, startShop } from '../support/shop.ts';
import { percentile, sendFlood } from './send-flood.ts';

const paths = ['/', '/api/v1/listings?q=soledad', '/api/v1/listings?sort=newest'];
const floodSeconds = 5;
const mostMegabytes = 700;
const mostGrownMegabytes = 250;

const megabytesOf = ({ pid }: RunningShop): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;

/** How many a second it answers to a few who wait for each answer. */
async function capacityOf(shop: RunningShop, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let answered = 0;
  const asker = async (): Promise<void> => {
    while (performance.now() < end) {
      const { status } = await ask(`${shop.url}${paths[answered % paths.length] ?? '/'}`);
      assert.equal(status, 200);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: 6 }, asker));
  return answered / seconds;
}

/** Asks for health on connections of its own, as a balancer does, until it is stopped. */
function watchHealth(shop: RunningShop): () => Promise<{ status: number; ms: number }[]> {
  const seen: { status: number; ms: number }[] = [];
  let goes = true;
  const goesOn = (): boolean => goes;
  const watching = (async () => {
    for (let turn = 0; goesOn(); turn++) {
      const began = performance.now();
      const { status } = await ask(`${shop.url}${turn % 2 === 0 ? '/livez' : '/readyz'}`);
      seen.push({ status, ms: performance.now() - began });
      await sleep(100);
    }
  })();
  return async () => {
    goes = false;
    await watching;
    return seen;
  };
}

describe('ten times as many requests as it can serve', {
  skip: process.platform !== 'linux' && 'needs Linux: /proc',
}, () => {
  let shop: RunningShop;
  let capacity: number;
  let megabytesBefore: number;
  let flood: Awaited<ReturnType<typeof sendFlood>>;
  let health: { status: number; ms: number }[];
  let backMs: number;

  before(async () => {
    shop = await startShop({ environment: { SHOP_DEMO: 'on', LOG_LEVEL: 'warn' } });
    pin(shop.pid, 0);
    pin(process.pid, 1);
    await capacityOf(shop, 1);
    capacity = await capacityOf(shop, 2);
    megabytesBefore = megabytesOf(shop);
    const stopWatching = watchHealth(shop);
    flood = await sendFlood({
      port: shop.port,
      paths,
      perSecond: capacity * 10,
      seconds: floodSeconds,
      connections: 1_000,
    });
    health = await stopWatching();
    const ended = performance.now();
    for (let calm = 0; calm < 20; ) calm = (await ask(`${shop.url}/`)).status === 200 ? calm + 1 : 0;
    backMs = performance.now() - ended;
  });
  after(() => shop.stop());

  test('are answered, each, with a page or with 503 and when to come again', () => {
    const { '200': served = [], '503': shed = [], ...others } = flood.answers;
    assert.deepEqual(others, {});
    assert.ok(shed.length > served.length, `${String(shed.length)} were shed, ${String(served.length)} served`);
    assert.equal(flood.retryAfter, shed.length);
  });

  test('keep it serving', () => {
    const served = flood.answers['200']?.length ?? 0;
    assert.ok(
      served > (capacity * floodSeconds) / (4 * slack),
      `${String(served)} served, of ${String(capacity)} a second`,
    );
  });

  test('let those who are let in wait for less than a second', () => {
    const ms = percentile(flood.answers['200'] ?? [], 0.99);
    assert.ok(ms < 1_000 * slack, `p99 ${ms.toFixed(0)} ms`);
  });

  test('leave health answering', () => {
    assert.ok(health.length > 3);
    assert.deepEqual(
      health.filter(({ status, ms }) => status !== 200 || ms > 1_000 * slack),
      [],
    );
  });

  test('take no more than a bounded amount of memory', () => {
    const now = megabytesOf(shop);
    assert.ok(
      now < mostMegabytes && now - megabytesBefore < mostGrownMegabytes,
      `${now.toFixed(0)} MB, ${megabytesBefore.toFixed(0)} before`,
    );
  });

  test('are over within five seconds', () => {
    assert.ok(backMs < 5_000 * slack, `back after ${backMs.toFixed(0)} ms`);
  });

  test('are counted', async () => {
    const { body } = await ask(`http://127.0.0.1:${String(shop.metricsPort)}/metrics`);
    const counted = Number(/^\w*requests_shed\w* (\d+)$/m.exec(body)?.[1]);
    assert.ok(counted >= (flood.answers['503']?.length ?? 0), `${String(counted)} counted`);
  });
});
