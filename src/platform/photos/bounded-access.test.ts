import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundedAccess } from './bounded-access.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const answer = (text: string) => (): Promise<string> => Promise.resolve(text);
const unavailable = { code: 'photo.storage_unavailable', status: 503 };

test('a hung operation is given up and keeps its slot, so that no more hang with it', async () => {
  const access = boundedAccess(2, 30);
  let started = 0;
  const hang = (): Promise<never> => {
    started += 1;
    return never();
  };
  const asked = Array.from({ length: 6 }, () => access(hang));
  for (const answer of asked) await assert.rejects(answer, unavailable);
  await assert.rejects(access(hang), unavailable);
  assert.equal(started, 2);
});

test('when the folder answers again, so does the access, and late results are handed over', async () => {
  const access = boundedAccess(1, 20);
  const { promise, resolve } = Promise.withResolvers<string>();
  const late: string[] = [];
  await assert.rejects(
    access(() => promise, { whenLate: (text) => late.push(text) }),
    unavailable,
  );
  await assert.rejects(access(answer('not yet')), unavailable);
  resolve('file');
  assert.equal(await access(answer('again')), 'again');
  assert.deepEqual(late, ['file']);
});

test('an operation that fails gives its slot back', async () => {
  const access = boundedAccess(1, 1000);
  const failing = access(() => Promise.reject(new Error('no such file')));
  const next = access(answer('next'));
  await assert.rejects(failing, /no such file/);
  assert.equal(await next, 'next');
});
