import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPath, withNext } from './next-path.ts';
import { sealStep, unsealStep } from './sealed-step.ts';

test('only paths of this shop are gone on to', () => {
  assert.equal(nextPath('/sales?tab=all'), '/sales?tab=all');
  assert.equal(nextPath('/a/../cart#x'), '/cart');
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    'cart',
    undefined,
    ['/cart'],
    `/${'a'.repeat(2000)}`,
    '/.//evil.example',
  ])
    assert.equal(nextPath(bad), undefined, String(bad));
  assert.equal(withNext('/sign-in', '/cart?a=1&b=2'), '/sign-in?next=%2Fcart%3Fa%3D1%26b%3D2');
});

test('a sealed step opens with its key, for its purpose, in its time, unchanged', () => {
  const sealed = sealStep('a key', 'sign-in', { password: 'tres tristes tigres' }, 1000);
  assert.ok(!sealed.includes('tigres') && !Buffer.from(sealed, 'base64url').includes('tigres'));
  assert.deepEqual(unsealStep('a key', 'sign-in', sealed), { password: 'tres tristes tigres' });
  assert.equal(unsealStep('another key', 'sign-in', sealed), undefined);
  assert.equal(unsealStep('a key', 'another purpose', sealed), undefined);
  assert.equal(unsealStep('a key', 'sign-in', `${sealed.slice(0, -2)}AA`), undefined);
  assert.equal(unsealStep('a key', 'sign-in', sealStep('a key', 'sign-in', {}, -1)), undefined);
  for (const junk of ['', 'x', 'a'.repeat(100)]) assert.equal(unsealStep('a key', 'sign-in', junk), undefined);
});
