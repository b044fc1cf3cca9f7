import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closureOf } from './debian-root.ts';

const installed = new Map(
  Object.entries({
    bash: { needs: ['libc6', 'awk'], provides: [] },
    libc6: { needs: ['libgcc-s1'], provides: [] },
    'libgcc-s1': { needs: ['libc6'], provides: [] },
    mawk: { needs: ['libc6', 'debconf'], provides: ['awk'] },
    debconf: { needs: [], provides: [] },
    nginx: { needs: ['libc6', 'a-package-that-is-not-here'], provides: [] },
  }),
);

test('an image holds what its packages need, in a circle or by another name, and not what installs them', () => {
  assert.deepEqual([...closureOf(['bash', 'nginx'], installed)].sort(), [
    'bash',
    'libc6',
    'libgcc-s1',
    'mawk',
    'nginx',
  ]);
});

test('a package that apt did not install is refused', () => {
  assert.throws(() => closureOf(['certbot'], installed), /certbot is not installed by apt/);
});
