import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { whenNobodyArrives } from './close-between-arrivals.ts';

/** Somebody arrives in each turn of the event loop, for so long. */
function arriveFor(server: EventEmitter, ms: number): void {
  const end = performance.now() + ms;
  const arrive = (): void => {
    if (performance.now() > end) return;
    server.emit('connection');
    setImmediate(arrive);
  };
  setImmediate(arrive);
}

test('it waits as long as somebody arrives in each turn', async () => {
  const server = new EventEmitter();
  arriveFor(server, 200);
  const began = performance.now();
  await whenNobodyArrives(server as Server);
  assert.ok(performance.now() - began >= 195);
  assert.equal(server.listenerCount('connection'), 0);
});

test('it does not wait where nobody does', async () => {
  const waited = whenNobodyArrives(new EventEmitter() as Server).then(() => 'no wait');
  assert.equal(await Promise.race([waited, sleep(2_000, 'waited')]), 'no wait');
});

test('it does not wait for ever', async () => {
  const server = new EventEmitter();
  arriveFor(server, 6_000);
  const began = performance.now();
  await whenNobodyArrives(server as Server);
  assert.ok(performance.now() - began < 5_500);
});
