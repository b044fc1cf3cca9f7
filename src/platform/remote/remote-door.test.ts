import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError, isServiceUnavailable, ServiceUnavailable } from '../errors.ts';
import { continuedCall, currentCall, runInCall } from './call-context.ts';
import { overHttp, testKey } from './door.fixture.ts';
import { openLine } from './line.ts';
import { remoteDoor } from './remote-door.ts';
import { keyed, once, read, type Verbs } from './verbs.ts';

interface Shelf {
  look(input: { book: string }): Promise<unknown>;
  find(input: { book: string }): Promise<string | undefined>;
  put(input: { book: string }): Promise<void>;
  order(input: { book: string; idempotencyKey?: string }): Promise<string>;
  paint(input: { book: string; picture: AsyncIterable<Uint8Array> }): Promise<{ book: string; bytes: number }>;
  slow(input: { ms: number }): Promise<void>;
}

const verbs: Verbs<Shelf> = {
  look: { ...read, deadlineMs: 2_000 },
  find: read,
  put: { ...once, deadlineMs: 400 },
  order: { ...keyed, deadlineMs: 2_500 },
  paint: { ...once, stream: 'picture' },
  slow: { ...once, deadlineMs: 300 },
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function shelf(door: Partial<Shelf>): Promise<Shelf & { url: string }> {
  const served = await overHttp('shelf', door as Shelf, verbs);
  closers.push(served.close);
  return { ...served.door, url: served.url };
}

/** Something that stands where a service should, and answers as it likes. */
async function impostor(listener: RequestListener): Promise<{ door: Shelf; server: Server; calls: () => number }> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls++;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const line = openLine({ service: 'shelf', url: `http://127.0.0.1:${String(port)}`, key: testKey, caller: 'tests' });
  closers.push(
    () => line.close(),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { door: remoteDoor(line, 'shelf', verbs), server, calls: () => calls };
}

describe('a door over HTTP', () => {
  it('answers what the door answers: objects, null, and nothing', async () => {
    const answers: unknown[] = [{ title: 'Rayuela', tags: ['a', null] }, null, undefined, '', 0, false];
    const door = await shelf({ look: () => Promise.resolve(answers[0]), find: () => Promise.resolve(undefined) });
    for (const answer of answers) {
      answers[0] = answer;
      assert.deepEqual(await door.look({ book: 'x' }), answer);
    }
    assert.equal(await door.find({ book: 'x' }), undefined);
  });

  it('refuses as the door refuses, code, status, message and details', async () => {
    const refusal = new DomainError('listing.unavailable', 409, 'Gone.', { listings: ['1'] });
    const door = await shelf({ put: () => Promise.reject(refusal) });
    await assert.rejects(door.put({ book: 'x' }), (error) => {
      assert.ok(error instanceof DomainError);
      assert.deepEqual(
        [error.code, error.status, error.message, error.details],
        ['listing.unavailable', 409, 'Gone.', { listings: ['1'] }],
      );
      return true;
    });
  });

  it('does not take a fault on the other side for a refusal, nor repeats it', async () => {
    let times = 0;
    const door = await shelf({
      look: () => {
        times++;
        return Promise.reject(new TypeError('nothing of undefined'));
      },
    });
    await assert.rejects(door.look({ book: 'x' }), (error: Error) => {
      assert.ok(!(error instanceof DomainError) && !isServiceUnavailable(error));
      assert.match(error.message, /shelf\.look failed: nothing of undefined/);
      return true;
    });
    assert.equal(times, 1);
  });

  it('tells that a third service is missing', async () => {
    const door = await shelf({ look: () => Promise.reject(new ServiceUnavailable('press', 2)) });
    await assert.rejects(door.look({ book: 'x' }), { name: 'ServiceUnavailable', service: 'press' });
  });

  it('carries a stream as it comes, and the refusal of one that is too long', async () => {
    const door = await shelf({
      paint: async ({ book, picture }) => {
        let bytes = 0;
        for await (const chunk of picture) {
          bytes += chunk.length;
          if (bytes > 3_000_000) throw new DomainError('photo.too_large', 413, 'Too large.');
        }
        return { book, bytes };
      },
    });
    const picture = (chunks: number) => Readable.from(Array.from({ length: chunks }, () => Buffer.alloc(100_000)));
    assert.deepEqual(await door.paint({ book: 'ñ', picture: picture(20) }), { book: 'ñ', bytes: 2_000_000 });
    for (let time = 0; time < 5; time++)
      await assert.rejects(door.paint({ book: 'x', picture: picture(150) }), { code: 'photo.too_large', status: 413 });
  });

  it('passes on what breaks a stream, as the fault of whoever sent it', async () => {
    const door = await shelf({
      paint: async ({ picture }) => {
        let bytes = 0;
        for await (const chunk of picture) bytes += chunk.length;
        return { book: '', bytes };
      },
    });
    const broken = (async function* () {
      yield Buffer.alloc(1_000);
      await sleep(10);
      throw new RangeError('the visitor went away');
    })();
    await assert.rejects(door.paint({ book: 'x', picture: broken }), { name: 'RangeError' });
  });
});

describe('who may call', () => {
  const ask = (url: string, path: string, headers: Record<string, string>) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' });

  it('is whoever signs for this door; there is no other verb than those of the door', async () => {
    const door = await shelf({ look: () => Promise.resolve('seen') });
    assert.equal((await ask(door.url, '/doors/shelf/look', {})).status, 401);
    assert.equal((await ask(door.url, '/doors/shelf/look', { authorization: 'Bearer x.y.z' })).status, 401);
    for (const path of ['/doors/shelf/constructor', '/doors/shelf/__proto__', '/doors/none/look', '/'])
      assert.equal((await ask(door.url, path, {})).status, 404);
  });
});

describe('deadlines', () => {
  it('end a call whose answer does not come', async () => {
    const door = await shelf({ slow: ({ ms }) => sleep(ms) });
    const started = Date.now();
    await assert.rejects(door.slow({ ms: 1_500 }), { name: 'ServiceUnavailable', service: 'shelf' });
    assert.ok(Date.now() - started < 1_200);
  });

  it('of whoever asked go before those of the verb, and are told on', async () => {
    const left: number[] = [];
    const door = await shelf({
      look: () => {
        left.push((currentCall()?.deadlineAt ?? 0) - Date.now());
        return Promise.resolve('seen');
      },
    });
    await door.look({ book: 'x' });
    await runInCall(continuedCall({ deadlineMs: 500 }), () => door.look({ book: 'x' }));
    assert.ok((left[0] ?? 0) > 1_000 && (left[0] ?? 0) <= 2_000, String(left[0]));
    assert.ok((left[1] ?? 0) > 0 && (left[1] ?? 0) <= 500, String(left[1]));
    await assert.rejects(runInCall(continuedCall({ deadlineMs: -1 }), () => door.look({ book: 'x' })));
    assert.equal(left.length, 2);
  });
});

describe('a call without an answer', () => {
  it('is made again where that is safe: reads, and commands with a key', async () => {
    const { door, calls } = await impostor((request, response) => {
      if (calls() % 3 === 0) response.end('{"answer":"third time"}');
      else request.socket.destroy();
    });
    assert.equal(await door.look({ book: 'x' }), 'third time');
    assert.equal(await door.order({ book: 'x', idempotencyKey: 'k' }), 'third time');
    assert.equal(calls(), 6);
  });

  it('is not made again where it may have been done', async () => {
    const { door, calls } = await impostor((request) => {
      request.socket.destroy();
    });
    await assert.rejects(door.put({ book: 'x' }), { name: 'ServiceUnavailable' });
    await assert.rejects(door.order({ book: 'x' }), { name: 'ServiceUnavailable' });
    assert.equal(calls(), 2);
  });

  it('is made again in any case where it surely was not begun', async () => {
    const { door, calls } = await impostor((_request, response) => {
      if (calls() === 3) response.end('{"answer":null}');
      else response.writeHead(503).end('{"failure":"not ready","begun":false}');
    });
    await door.put({ book: 'x' });
    assert.equal(calls(), 3);
  });

  it('of what is no service of ours, such as a proxy, is none either', async () => {
    const { door } = await impostor((_request, response) => {
      response.writeHead(502).end('<h1>Bad gateway</h1>');
    });
    await assert.rejects(door.look({ book: 'x' }), { name: 'ServiceUnavailable' });
  });

  it('opens the circuit: for a while nobody asks, and then it is closed by an answer', async () => {
    const state = { answers: false };
    const { door, calls } = await impostor((request, response) => {
      if (state.answers) response.end('{"answer":1}');
      else request.socket.destroy();
    });
    for (let time = 0; time < 2; time++) await assert.rejects(door.look({ book: 'x' }));
    const before = calls();
    assert.equal(before, 5);
    const started = performance.now();
    for (let time = 0; time < 50; time++) await assert.rejects(door.look({ book: 'x' }));
    assert.ok(performance.now() - started < 250, 'they fail at once');
    assert.equal(calls(), before);
    state.answers = true;
    await sleep(600);
    assert.equal(await door.look({ book: 'x' }), 1);
    assert.equal(await door.look({ book: 'x' }), 1);
  });
});

describe('a trace', () => {
  it('is the same on both sides, and the caller is told apart', async () => {
    const seen: (string | undefined)[] = [];
    const door = await shelf({
      look: () => {
        seen.push(currentCall()?.traceId, currentCall()?.spanId);
        return Promise.resolve(null);
      },
    });
    const mine = continuedCall({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    await runInCall(mine, () => door.look({ book: 'x' }));
    assert.equal(seen[0], mine.traceId);
    assert.notEqual(seen[1], mine.spanId);
  });
});
