import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sample } from '../measure/sample.ts';
import { withFigures } from './performance-page.ts';
import type { BenchResults } from './results.ts';

const sample = (micros: number): Sample => ({
  requests: 10,
  perSecond: 10,
  p50Ms: 1,
  p99Ms: 2,
  cpu: { application: micros },
  failures: 0,
});

const run = (micros: number): BenchResults => ({
  at: '2026-11-24',
  command: 'npm run bench',
  machine: { processor: 'a quick one' },
  works: [{ work: 'listing', database: 'sqlite', samples: [sample(micros)], limit: [sample(40)] }],
});

const page = '# Performance\n\n<!-- figures: written by the bench -->\nold\n<!-- end of figures -->\n\nWhy.\n';

test('a run’s figures stand between the markers, with its machine and command, and the prose stays', () => {
  const written = withFigures(page, run(150));
  assert.match(written, /^# Performance\n/);
  assert.match(written, /`npm run bench`.*a quick one/);
  assert.match(written, /\| listing \| sqlite \| ≤ 200 µs of CPU \| 150 \|.*met \|/);
  assert.ok(written.endsWith('<!-- end of figures -->\n\nWhy.\n'));
  assert.ok(!written.includes('old'));
});

test('a later run takes the place of the earlier one', () => {
  const written = withFigures(withFigures(page, run(150)), run(250));
  assert.match(written, /\| listing \| sqlite \| ≤ 200 µs of CPU \| 250 \|.*\*\*not met\*\* \|/);
  assert.ok(!written.includes('| 150 |'));
});

test('a page without markers is left alone', () => {
  assert.throws(() => withFigures('# Performance\n', run(1)), /no place for figures/);
});
