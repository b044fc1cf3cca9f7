import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomOf } from '../generate/generate-listings.ts';
import { type GroupOptions, simulateGroup } from './group.ts';
import { simulateQueue } from './queue.ts';

const group: Omit<GroupOptions, 'load'> = {
  seconds: 3600,
  cpuMsPerRequest: 1,
  coresPerInstance: 2,
  least: 2,
  most: 3,
  target: 0.7,
  warmUpSeconds: 180,
  queueLimit: 500,
};

describe('the simulated group', () => {
  test('stays as it is below its target', () => {
    const timeline = simulateGroup({ ...group, load: () => 2_000 });
    assert.ok(timeline.every(({ instances, shed, busy }) => instances === 2 && shed === 0 && busy === 0.5));
  });

  test('grows once the load was too much for three minutes and the instance is warm, and loses no request from the books', () => {
    const timeline = simulateGroup({ ...group, load: (second) => (second < 600 ? 2_000 : 5_000) });
    const grown = timeline.findIndex(({ instances }) => instances === 3);
    assert.equal(grown, 600 + 3 * 60 + 180 - 1);
    assert.ok(timeline.slice(grown + 5).every(({ shed }) => shed === 0));
    const sum = (of: 'offered' | 'served' | 'shed') => timeline.reduce((total, second) => total + second[of], 0);
    assert.ok(sum('shed') > 0);
    assert.equal(sum('offered'), sum('served') + sum('shed') + (timeline.at(-1)?.waiting ?? 0));
  });

  test('shrinks after a quarter of an hour of calm, not below its least', () => {
    const timeline = simulateGroup({ ...group, seconds: 7200, load: (second) => (second < 900 ? 3_900 : 100) });
    assert.equal(timeline[890]?.instances, 3);
    assert.equal(timeline.at(-1)?.instances, 2);
    const shrunk = timeline.findLastIndex(({ instances }) => instances === 3) - 900;
    assert.ok(shrunk > 14 * 60 && shrunk < 17 * 60, String(shrunk));
  });
});

describe('the simulated queue', () => {
  const wait = (busy: number, servers: number, variation: number) =>
    simulateQueue({
      arrivalsPerSecond: busy * servers * 1000,
      serviceMs: 1,
      variation,
      servers,
      requests: 200_000,
      random: randomOf(3),
    });

  test('waits as theory says where one server has exponential times: 1 / (1 − ρ)', () => {
    const { meanMs, busy } = wait(0.5, 1, 1);
    assert.ok(Math.abs(meanMs - 2) < 0.1, String(meanMs));
    assert.ok(Math.abs(busy - 0.5) < 0.02, String(busy));
  });

  test('waits half as long where every request takes the same: 1 + ρ / (2 (1 − ρ))', () => {
    assert.ok(Math.abs(wait(0.8, 1, 0).meanMs - 3) < 0.2);
  });

  test('waits less where requests are dealt out in turn', () => {
    assert.ok(wait(0.8, 3, 1).meanMs < wait(0.8, 1, 1).meanMs);
  });
});
