import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { continuedCall, currentCall, isKept, runInCall, traceHeaders } from './call-context.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

it('goes on with a trace under a name of its own', () => {
  const context = continuedCall({ traceparent, tracestate: 'vendor=1' });
  const headers = traceHeaders(context);
  assert.match(headers.traceparent ?? '', /^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
  assert.notEqual(headers.traceparent, traceparent);
  assert.equal(headers.tracestate, 'vendor=1');
  assert.equal(context.parentSpanId, 'b7ad6b7169203331');
});

it('keeps a trace that its beginner wants kept, or that begins here', () => {
  assert.equal(isKept(continuedCall({ traceparent })), false);
  assert.equal(isKept(continuedCall({ traceparent: traceparent.replace(/00$/, '01') })), true);
  assert.equal(isKept(continuedCall({})), true);
});

it('begins a trace where what came cannot be read', () => {
  for (const wrong of [
    undefined,
    '',
    'nonsense',
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
    traceparent.toUpperCase(),
  ]) {
    const { traceId, tracestate } = continuedCall({ traceparent: wrong, tracestate: 'vendor=1' });
    assert.match(traceId, /^[0-9a-f]{32}$/);
    assert.notEqual(traceId, '0af7651916cd43dd8448eb211c80319c');
    assert.equal(tracestate, undefined);
  }
});

it('reads a later version of the header as far as it knows it', () => {
  assert.equal(
    continuedCall({ traceparent: `cc${traceparent.slice(2)}-more` }).traceId,
    '0af7651916cd43dd8448eb211c80319c',
  );
});

it('belongs to the work that it was begun for, and to nothing beside', async () => {
  const one = continuedCall({ traceparent });
  const seen = await Promise.all([
    runInCall(one, async () => {
      await sleep(5);
      return currentCall()?.traceId;
    }),
    runInCall(continuedCall({}), async () => {
      await sleep(1);
      return currentCall()?.traceId;
    }),
  ]);
  assert.equal(seen[0], one.traceId);
  assert.notEqual(seen[1], one.traceId);
  assert.equal(currentCall(), undefined);
});
