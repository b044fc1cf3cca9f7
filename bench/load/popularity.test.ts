import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draws, mostPopular } from './popularity.ts';

const things = Array.from({ length: 15_000 }, (_, number) => number);
const share = (drawn: readonly number[], of: readonly number[]): number => {
  const chosen = new Set(of);
  return drawn.filter((thing) => chosen.has(thing)).length / drawn.length;
};

test('few books are read often, and the most popular ones are those that are drawn', () => {
  const drawn = draws(things, 'zipf', 20_000);
  const popular = share(drawn, mostPopular(things, 150));
  assert.ok(popular > 0.2 && popular < 0.8, `${popular} of all readers read one book in a hundred`);
  assert.ok(new Set(drawn).size > 2000, 'others are read, too');
});

test('evenly drawn, all are read alike', () => {
  const popular = share(draws(things, 'uniform', 20_000), mostPopular(things, 150));
  assert.ok(popular > 0.005 && popular < 0.02, String(popular));
});

test('two runs draw the same', () => {
  assert.deepEqual(draws(things, 'zipf', 100), draws(things, 'zipf', 100));
});
