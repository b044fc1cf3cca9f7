import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeTurns } from './take-turns.ts';

function keepBusy(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

test('who comes alone is served at once', () => {
  const served: string[] = [];
  takeTurns().take(
    () => served.push('one'),
    () => served.push('gave up'),
  );
  assert.deepEqual(served, ['one']);
});

test('who comes with others is served in turn, and other work comes between', async () => {
  const [turns, happened] = [takeTurns(), [] as string[]];
  for (const name of ['one', 'two', 'three'])
    turns.take(
      () => {
        keepBusy(10);
        happened.push(name);
      },
      () => happened.push(`${name} gave up`),
    );
  setImmediate(() => happened.push('other work'));
  await sleep(200);
  assert.deepEqual(
    happened.filter((each) => each !== 'other work'),
    ['one', 'two', 'three'],
  );
  assert.ok(happened.indexOf('other work') < happened.indexOf('three'), happened.join(', '));
});

test('who has waited for too long is told so, instead of being served', async () => {
  const [turns, happened] = [takeTurns(), [] as string[]];
  for (const name of ['one', 'two', 'three', 'four'])
    turns.take(
      () => {
        keepBusy(name === 'one' ? 10 : 600);
        happened.push(name);
      },
      () => happened.push(`${name} gave up`),
    );
  await sleep(2_000);
  assert.deepEqual(happened, ['one', 'two', 'three gave up', 'four gave up']);
});

test('everyone is heard though somebody arrives all the time', async () => {
  const turns = takeTurns();
  let [heard, goes] = [0, true];
  const goesOn = (): boolean => goes;
  const arrive = (): void => {
    turns.arrived();
    if (goesOn()) setImmediate(arrive);
  };
  arrive();
  for (let each = 0; each < 20; each++)
    turns.take(
      () => {
        keepBusy(5);
        heard++;
      },
      () => heard++,
    );
  for (const end = Date.now() + 5_000; heard < 20 && Date.now() < end; ) await sleep(20);
  goes = false;
  assert.equal(heard, 20);
});
