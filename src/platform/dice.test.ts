import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diceFor } from './dice.ts';

const throws = (text: string, sides: number, count: number) => {
  const dice = diceFor(text);
  return Array.from({ length: count }, () => dice(sides));
};

test('the same text throws the same, another text something else', () => {
  assert.deepEqual(throws('soledad', 1000, 20), throws('soledad', 1000, 20));
  assert.notDeepEqual(throws('soledad', 1000, 20), throws('rayuela', 1000, 20));
});

test('the throws are what they were yesterday, so that covers keep their looks', () => {
  assert.deepEqual(throws('soledad', 100, 5), [36, 4, 3, 81, 57]);
});

test('every side comes up about as often as any other', () => {
  const counts = new Array<number>(6).fill(0);
  for (const side of throws('fair', 6, 6000)) counts[side] = (counts[side] ?? 0) + 1;
  for (const count of counts) assert.ok(count > 880 && count < 1120, counts.join(' '));
});
