import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sample } from '../measure/sample.ts';
import { changesSince, comparison } from './compare.ts';
import type { BenchResults } from './results.ts';

const sample = (micros: number): Sample => ({
  requests: 1000,
  perSecond: 1000,
  p50Ms: 1,
  p99Ms: 2,
  cpu: { application: micros },
  failures: 0,
});

const run = (micros: readonly number[], limit: number): BenchResults => ({
  at: '2026-11-24',
  command: 'npm run bench',
  machine: {},
  works: [{ work: 'listing', database: 'sqlite', samples: micros.map(sample), limit: micros.map(() => sample(limit)) }],
});

test('a work that costs more is named as slower', () => {
  const [change] = changesSince(run([200, 201, 202], 40), run([250, 251, 252], 40));
  assert.equal(change?.slower, true);
  assert.match(comparison(run([200, 201, 202], 40), run([250, 251, 252], 40)), /^SLOWER {2}listing on sqlite/);
});

test('a machine that is slower itself is not the shop’s fault', () => {
  assert.deepEqual(changesSince(run([200, 201, 202], 40), run([300, 301, 303], 60)), []);
});

test('what lies within the spread of the rounds is noise', () => {
  assert.deepEqual(changesSince(run([200, 240, 280, 290, 300], 40), run([220, 270, 310, 320, 330], 40)), []);
});

test('what is quicker is told, and is no failure', () => {
  const said = comparison(run([200, 201, 202], 40), run([100, 101, 102], 40));
  assert.match(said, /^quicker/);
  assert.ok(!said.includes('SLOWER'));
});
