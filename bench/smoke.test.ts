import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runProgram } from '../scripts/provision/run-program.ts';
import type { BenchResults } from './report/results.ts';

/** A second of each: whether it measures is asked here, never how much. */
const brief = ['--listings', '400', '--rounds', '1', '--seconds', '1', '--database', 'sqlite'];
const chosen = ['newest 24, cached', 'newest 24, 304', 'REST, one', 'purchase'].flatMap((name) => ['--only', name]);

const folder = mkdtempSync(join(tmpdir(), 'bookstore-bench-smoke-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** What it printed, however it ended. */
const bench = (...args: readonly string[]): Promise<string> =>
  runProgram(process.execPath, [join(import.meta.dirname, 'run.ts'), ...brief, ...args], { lastLines: 100 }).catch(
    String,
  );

/** An earlier run in which one listing took a microsecond. */
function quickerRun(): string {
  const sample = { requests: 1, perSecond: 1, p50Ms: 1, p99Ms: 1, cpu: { application: 1 }, failures: 0 };
  const work = { work: 'REST, one listing', database: 'sqlite', samples: [sample], limit: [] };
  const file = join(folder, 'quicker.json');
  writeFileSync(file, JSON.stringify({ at: 'once', command: '', machine: {}, works: [work] }));
  return file;
}

test('the bench measures cached pages, REST and purchases, and says what is slower than before', async () => {
  const file = join(folder, 'latest.json');
  const output = await bench('--json', file, ...chosen, '--compare', quickerRun());
  const { works } = JSON.parse(readFileSync(file, 'utf8')) as BenchResults;
  assert.deepEqual(
    works.map(({ work }) => work),
    ['newest 24, cached', 'newest 24, 304', 'REST, one listing', 'purchase', 'purchase by pages'],
    output,
  );
  for (const { work, samples, limit } of works) {
    assert.ok((samples[0]?.requests ?? 0) > 0, `${work} is asked for`);
    assert.ok((samples[0]?.cpu.application ?? -1) >= 0, `${work} has its cost`);
    assert.equal(limit.length, work.startsWith('purchase') ? 0 : 1, `${work} stands beside the limit`);
  }
  assert.match(output, /\| REST, one listing \| sqlite \| ≤ 120 µs of CPU \|/);
  assert.match(output, /SLOWER {2}REST, one listing on sqlite/);
  assert.match(output, /ended with 1/);
});
