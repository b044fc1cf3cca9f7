import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FastifyInstance, fastify } from 'fastify';
import { cutOffUnlessComplete } from './cut-off.ts';
import { shedLoad } from './shedding.ts';

const most = 150;

describe('shedding', () => {
  let server: FastifyInstance;
  let url: string;
  let port: number;
  let shed = 0;
  let release: () => void;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const get = (path: string): Promise<Response> => fetch(url + path);
  const answered = async (path: string): Promise<number> => (await get(path)).status;
  /** A machine that stalls makes somebody wait for too long now and then. */
  const untilServed = async (path: string): Promise<number> => {
    let status = await answered(path);
    for (const end = Date.now() + 10_000; status !== 200 && Date.now() < end; status = await answered(path))
      await sleep(50);
    return status;
  };

  before(async () => {
    server = fastify({ forceCloseConnections: true });
    const steady = { limit: () => most, finished: () => undefined, stop: () => undefined };
    shedLoad(server, { isDraining: () => false }, () => shed++, steady);
    server.addHook('onResponse', (request, _reply, done) => {
      cutOffUnlessComplete(request.raw);
      done();
    });
    for (const path of ['/livez', '/readyz', '/quick', '/assets/app.css']) server.get(path, () => 'ok');
    server.get('/slow', () => released.then(() => 'ok'));
    server.post('/refused', (_request, reply) => reply.status(403).send('no'));
    server.post('/form', () => 'ok');
    url = await server.listen({ port: 0, host: '127.0.0.1' });
    port = Number(new URL(url).port);
  });
  after(async () => {
    release();
    await server.close();
  });

  test('bodies that arrive slowly keep nobody out', async () => {
    const slow = Array.from({ length: most + 50 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('POST /form HTTP/1.1\r\nhost: shop\r\ncontent-type: text/plain\r\ncontent-length: 10\r\n\r\na');
      return socket;
    });
    await sleep(300);
    assert.equal(await untilServed('/quick'), 200);
    for (const socket of slow) socket.destroy();
  });

  test('with too many under way, a page is told when to come again, while health and files are answered', async () => {
    const slow = Array.from({ length: most + 20 }, () => answered('/slow'));
    const shedBefore = shed;
    let refused = await get('/quick');
    for (const end = Date.now() + 10_000; refused.status !== 503 && Date.now() < end; refused = await get('/quick'))
      await sleep(20);
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('retry-after'), '2');
    assert.equal(refused.headers.get('content-type'), 'application/problem+json');
    assert.equal(((await refused.json()) as { code: string }).code, 'shop.busy');
    assert.deepEqual(await Promise.all(['/livez', '/readyz', '/readyz?full'].map(answered)), [200, 200, 200]);
    assert.equal(await untilServed('/assets/app.css'), 200);
    assert.equal(await answered('/quick'), 503);
    release();
    const statuses = await Promise.all(slow);
    assert.ok(statuses.includes(200) && statuses.every((status) => status === 200 || status === 503));
    assert.ok(shed >= shedBefore + 2);
    assert.equal(await untilServed('/quick'), 200);
  });

  test('who goes on sending after the answer reads it, and is cut off', async () => {
    let received = 0;
    server.server.once('connection', (line) => {
      line.once('close', () => {
        received = line.bytesRead;
      });
    });
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.write('POST /refused HTTP/1.1\r\nhost: shop\r\ncontent-type: text/x\r\ncontent-length: 900000000\r\n\r\n');
    const block = Buffer.alloc(1_000_000);
    const send = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on('drain', send);
    const began = Date.now();
    send();
    await new Promise((resolve) => socket.once('close', resolve));
    assert.match(said, /^HTTP\/1\.1 4/);
    assert.ok(Date.now() - began < 30_000);
    assert.ok(received < 100_000_000, `${String(received)} bytes`);
  });
});
