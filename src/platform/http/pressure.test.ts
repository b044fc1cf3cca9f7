import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextLimit } from './pressure.ts';

const after = (windows: number, limit: number, perSecond: number | undefined): number =>
  Array.from({ length: windows }).reduce((now: number) => nextLimit(now, perSecond), limit);

test('a processor that has time left lets as many in as may ever be', () => {
  assert.equal(after(5, 150, undefined), 150);
  assert.ok(after(8, 10, undefined) > 140);
});

test('a full one lets in what it finishes in 0.4 seconds', () => {
  assert.ok(Math.abs(after(10, 150, 100) - 40) < 2);
  assert.ok(Math.abs(after(10, 10, 250) - 100) < 2);
});

test('one moment in which nothing is finished shuts nobody out, and some are always let in', () => {
  assert.ok(nextLimit(150, 0) > 80);
  assert.equal(after(20, 150, 0), 10);
});
