import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suites } from '../../tests/parts.ts';
import { mayBeMissing } from '../provision/index.ts';
import { chooseSuites } from './choose-suites.ts';

test('without a word, every suite runs', () => {
  assert.deepEqual(chooseSuites([]).suites, suites);
});

test('a part is named in any spelling; a suite by a piece of its name', () => {
  assert.ok(chooseSuites(['shop']).suites.every((suite) => suite.part === 'shop'));
  assert.deepEqual(
    chooseSuites(['--only', 'boundar']).suites.map((suite) => suite.name),
    ['boundaries'],
  );
});

test('what is not there is refused, so that a mistyped word does not pass as a green run', () => {
  assert.throws(() => chooseSuites(['shoe']), /no part/);
  assert.throws(() => chooseSuites(['--only', 'nothing-like-it']), /no suite/);
  assert.throws(() => chooseSuites(['--provision', 'coffee']), /nothing is known/);
});

test('only Docker, Kubernetes and the shared data may be missing under CI', () => {
  for (const reason of ['needs Docker: no answer', 'needs Kubernetes', 'needs ../shared/data'])
    assert.ok(mayBeMissing(reason));
  for (const reason of ['needs MySQL: x', 'no reason given', 'it needs Docker', 'needs Dockery'])
    assert.ok(!mayBeMissing(reason));
});
