import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { bundleFolder, currentBundle } from './current-bundle.ts';

const files = ['src/run.ts', 'src/web/page.ts', 'src/web/page.test.ts', 'package-lock.json'];

describe('a bundle is run', () => {
  let root: string;
  let program: string;
  const touch = (name: string, seconds: number): void => utimesSync(join(root, name), seconds, seconds);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bundle-'));
    for (const name of files) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), '');
    }
    for (const name of [...files, 'src', 'src/web']) touch(name, 1_000);
    program = join(bundleFolder(root), 'run.cjs');
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, '');
    utimesSync(program, 2_000, 2_000);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('while nothing is newer', () => assert.equal(currentBundle(root), program));

  test('though a test is newer', () => {
    touch('src/web/page.test.ts', 3_000);
    assert.equal(currentBundle(root), program);
  });

  for (const name of ['src/web/page.ts', 'package-lock.json', 'src/web'])
    test(`no more once ${name} is newer`, () => {
      touch(name, 3_000);
      assert.equal(currentBundle(root), undefined);
    });

  test('not where there is none', () => {
    rmSync(program);
    assert.equal(currentBundle(root), undefined);
  });
});
