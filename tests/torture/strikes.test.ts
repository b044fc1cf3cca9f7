import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Strike, type StrikeKind, strikesOf } from './strikes.ts';

const all: readonly StrikeKind[] = [
  'kill -9 of a process',
  'kill -9 of MySQL',
  'MySQL paused',
  'network cut',
  'answers lost',
  'photo disk full',
];

function first(count: number, seed: number, possible = all): Strike[] {
  const strikes = strikesOf(seed, 5, possible);
  return Array.from({ length: count }, () => strikes.next().value);
}

test('a seed decides every strike', () => {
  assert.deepEqual(first(300, 7), first(300, 7));
  assert.notDeepEqual(first(300, 7), first(300, 8));
});

test('each kind that can be done comes early, and no other', () => {
  const kinds = new Set(first(all.length + 2, 99).map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), [...all].sort());
  const onlyProcesses = first(50, 99, ['kill -9 of a process', 'MySQL paused']);
  assert.ok(onlyProcesses.every(({ kind }) => kind === 'kill -9 of a process' || kind === 'MySQL paused'));
});

test('every process is hit, and most strikes are kills', () => {
  const strikes = first(400, 3);
  const places = new Set(strikes.flatMap((each) => ('place' in each ? [each.place] : [])));
  assert.deepEqual([...places].sort(), [0, 1, 2, 3, 4]);
  assert.ok(strikes.filter(({ kind }) => kind.startsWith('kill')).length > 200);
});
