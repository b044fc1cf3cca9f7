import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

/** Stands in for npm: says how it was called, and leaves what an install leaves. */
const NPM = `#!/bin/sh
echo "$@" >> calls
[ -f broken ] && { echo 'no network'; exit 1; }
mkdir -p node_modules && touch node_modules/.package-lock.json
`;

describe('setup', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bookstore-setup-'));
    for (const name of ['scripts', 'bin']) mkdirSync(join(folder, name));
    copyFileSync(join(import.meta.dirname, 'setup.mjs'), join(folder, 'scripts/setup.mjs'));
    writeFileSync(join(folder, 'bin/npm'), NPM);
    chmodSync(join(folder, 'bin/npm'), 0o755);
    writeFileSync(join(folder, 'package-lock.json'), '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function setup() {
    const path = [join(folder, 'bin'), dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
    return spawnSync(process.execPath, ['scripts/setup.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: path },
    });
  }

  function installs(): number {
    const calls = join(folder, 'calls');
    return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0;
  }

  test('installs once, and again only when the lock file is newer', () => {
    assert.equal(setup().status, 0);
    assert.equal(setup().status, 0);
    assert.equal(installs(), 1);
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(folder, 'package-lock.json'), later, later);
    assert.equal(setup().status, 0);
    assert.equal(installs(), 2);
  });

  test('clears what an interrupted install left', () => {
    mkdirSync(join(folder, 'node_modules/half'), { recursive: true });
    assert.equal(setup().status, 0);
    assert.ok(!existsSync(join(folder, 'node_modules/half')));
  });

  test('says why an install failed, and fails', () => {
    writeFileSync(join(folder, 'broken'), '');
    const { status, stderr } = setup();
    assert.equal(status, 1);
    assert.match(stderr, /npm install failed:\nno network/);
  });
});
