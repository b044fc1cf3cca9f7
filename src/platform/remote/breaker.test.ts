import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Breaker } from './breaker.ts';

function brokenBreaker() {
  const clock = { ms: 1_000 };
  const breaker = new Breaker(() => clock.ms);
  for (let failure = 0; failure < 5; failure++) {
    assert.ok(breaker.admits());
    breaker.failed();
  }
  return { clock, breaker };
}

it('lets nobody through after five failures in a row, then one at a time, and everybody after an answer', () => {
  const { clock, breaker } = brokenBreaker();
  assert.equal(breaker.admits(), false);
  assert.equal(breaker.isOpen(), true);
  clock.ms += breaker.pauseMs();
  assert.deepEqual([breaker.admits(), breaker.admits()], [true, false], 'one tries, the others wait for it');
  breaker.succeeded();
  assert.deepEqual([breaker.admits(), breaker.admits(), breaker.isOpen()], [true, true, false]);
});

it('waits longer each time, up to ten seconds', () => {
  const { clock, breaker } = brokenBreaker();
  const pauses: number[] = [];
  for (let time = 0; time < 6; time++) {
    pauses.push(breaker.pauseMs());
    clock.ms += breaker.pauseMs();
    assert.ok(breaker.admits());
    breaker.failed();
  }
  assert.deepEqual(pauses, [500, 1_000, 2_000, 4_000, 8_000, 10_000]);
});

it('forgets failures between which somebody was answered', () => {
  const breaker = new Breaker();
  for (let time = 0; time < 20; time++) {
    if (time % 4 === 3) breaker.succeeded();
    else breaker.failed();
  }
  assert.ok(breaker.admits());
});

it('lets the next one try where the one who tried gave up', () => {
  const { clock, breaker } = brokenBreaker();
  clock.ms += breaker.pauseMs();
  assert.ok(breaker.admits());
  breaker.abandoned();
  assert.ok(breaker.admits());
});
