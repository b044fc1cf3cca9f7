import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Suite } from '../../tests/parts.ts';
import { runSuite, type SuiteResult } from './run-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'bookstore-run-suite-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(suite: Partial<Suite>): Promise<SuiteResult> {
  return runSuite({ part: 'shop', name: 'planted', ...suite } as Suite, {}, () => undefined);
}

function runFile(name: string, source: string, more: Partial<Suite> = {}): Promise<SuiteResult> {
  const path = join(folder, `${name}.test.mjs`);
  writeFileSync(path, `import { describe, test, before } from 'node:test';\n${source}`);
  return run({ files: [path], ...more });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a suite of files', () => {
  test('counts what passed, failed and was skipped, and names it with what encloses it', async () => {
    const result = await runFile(
      'mixed',
      `describe('outer', () => {
        test('good', () => {});
        test('bad', () => { console.log('printed by the file'); throw new Error('wrong colour'); });
        test('later', { skip: 'needs a reason' }, () => {});
      });
      describe('elsewhere', { skip: 'needs Docker' }, () => { test('never', () => {}); });`,
    );
    assert.equal(result.passed, 1);
    assert.deepEqual(
      result.failures.map(({ name }) => name),
      ['outer › bad'],
    );
    assert.match(result.failures[0]!.detail, /wrong colour[\s\S]*printed by the file/);
    assert.deepEqual(
      result.skips.map(({ reason }) => reason),
      ['needs a reason', 'needs Docker'],
    );
    assert.match(result.skips[0]!.name, /outer › later/);
  });

  test('fails where a hook fails, a file cannot be read, or no test ran', async () => {
    const hook = await runFile(
      'hook',
      "describe('a', () => { before(() => { throw new Error('no'); }); test('b', () => {}); });",
    );
    assert.ok(hook.failures.length > 0);
    const broken = await runFile('broken', 'this is no program');
    assert.equal(broken.failures.length, 1);
    const none = await run({ files: ['no/such/*.test.ts'] });
    assert.match(none.failures[0]!.detail, /no file matches/);
  });

  test('is stopped after its time, and what it started with it', async () => {
    const source = `import { spawn } from 'node:child_process';
      test('hangs', async () => {
        const child = spawn('sleep', ['1000']);
        (await import('node:fs')).writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(child.pid));
        await new Promise(() => setInterval(() => {}, 1000));
      });`;
    const result = await runFile('hangs', source, { timeoutSeconds: 3 });
    assert.match(result.failures.at(-1)!.detail, /stopped after 3 s/);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    for (let waits = 0; isAlive(pid) && waits < 100; waits += 1) await sleep(50);
    assert.ok(!isAlive(pid), 'the child has ended');
  });
});

describe('a suite that is a command', () => {
  test('passes by ending with 0, and else fails with what it printed', async () => {
    assert.equal((await run({ command: ['true'] })).passed, 1);
    const failed = await run({ command: ['sh', '-c', 'echo colour; exit 3'] });
    assert.match(failed.failures[0]!.detail, /ended with 3[\s\S]*colour/);
    const missing = await run({ command: ['no-such-program'] });
    assert.equal(missing.failures.length, 1);
  });
});
