import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photoName, photoPath, photoUrl } from './photo-names.ts';

const hash = 'ab0123456789abcdef0123456789abcd';

test('a photo is served below the first two characters of its hash', () => {
  assert.equal(photoUrl(hash, 'small'), `/photos/ab/${hash}-small.webp`);
  assert.equal(photoPath('/srv/uploads', photoName(hash, 'large')), `/srv/uploads/ab/${hash}-large.webp`);
});

test('only the exact name of a photo has a path', () => {
  const refused = [
    '',
    '/',
    '../etc/passwd',
    `ab/../../${hash}-small.webp`,
    `ab/..%2f${hash}-small.webp`,
    `/ab/${hash}-small.webp`,
    `ab//${hash}-small.webp`,
    `ab\\${hash}-small.webp`,
    `cd/${hash}-small.webp`,
    `ab/${hash}-huge.webp`,
    `ab/${hash}-small.webp\n`,
    `ab/${hash}-small.webp\0.png`,
    `ab/${hash.toUpperCase()}-small.webp`,
    `.incoming/${hash}.upload`,
    '.incoming/0e0c1f7e-7f3c-4f5e-9a55-0f0a64a1f3a0-small.webp',
  ];
  for (const name of refused) assert.equal(photoPath('/srv/uploads', name), undefined, JSON.stringify(name));
});

test('no name is made from what is not a hash', () => {
  assert.throws(() => photoName('../../../etc/passwd', 'small'), TypeError);
  assert.throws(() => photoName(`${hash}0`, 'small'), TypeError);
});
