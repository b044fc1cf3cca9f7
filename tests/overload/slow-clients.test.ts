import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ask } from '../../deploy/testing/ask.ts';
import { slack } from '../support/judging.ts';
import { type RunningShop, startShop } from '../support/shop.ts';
import { dripBody, dripHead, type Ending, openSilent, pour } from './hostile-clients.ts';

const silentOnes = 10_000;
const slowHeads = 300;
/** More than a process lets work at once: if they counted as work, nobody else would be served. */
const slowBodies = 200;
const headSeconds = 10;
const requestSeconds = 60;
/** How late it may notice, since it looks every few seconds. */
const lateSeconds = 5;
const megabyte = 1_048_576;

const megabytesOf = ({ pid }: RunningShop): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;

/** The last of them, in seconds. */
const lastOf = (endings: readonly Ending[]): number => Math.max(...endings.map(({ ms }) => ms)) / 1000;

const openFiles = (): number =>
  Number(execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).replace('unlimited', '1000000'));

async function post(
  shop: RunningShop,
  path: string,
  body: unknown,
  token?: string,
): Promise<{ id?: string; token?: string }> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const answer = await ask(`${shop.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(answer.status, 201);
  return JSON.parse(answer.body) as { id?: string; token?: string };
}

async function signUp(shop: RunningShop): Promise<string> {
  const person = { email: 'lucia@example.com', password: 'tres tristes tigres tragan trigo' };
  await post(shop, '/accounts', { name: 'Lucía', ...person });
  return String((await post(shop, '/sessions', person)).token);
}

describe('clients that keep a shop busy', { skip: process.platform !== 'linux' && 'needs Linux: /proc' }, () => {
  let shop: RunningShop;
  let bodies: Promise<Ending[]>;
  let token: string;
  let listing: string;
  const served = async (): Promise<void> => {
    for (const path of ['/', '/api/v1/listings', '/readyz']) {
      const began = performance.now();
      assert.equal((await ask(`${shop.url}${path}`)).status, 200);
      const ms = performance.now() - began;
      assert.ok(ms < 1_000 * slack, `${path} took ${ms.toFixed(0)} ms`);
    }
  };

  before(async () => {
    shop = await startShop({ environment: { LOG_LEVEL: 'warn' } });
    token = await signUp(shop);
    const body = {
      title: 'Rayuela',
      authors: ['Julio Cortázar'],
      condition: 'good',
      quantity: 1,
      price: { amount: 2_500_000, currency: 'COP' },
    };
    listing = String((await post(shop, '/listings', body, token)).id);
    bodies = Promise.all(Array.from({ length: slowBodies }, () => dripBody(shop.port)));
  });
  after(() => shop.stop());

  test('who send bodies by the byte keep nobody out', served);

  test('who send heads by the byte are cut off, and keep nobody out', async () => {
    const heads = Promise.all(Array.from({ length: slowHeads }, () => dripHead(shop.port)));
    await served();
    const endings = await heads;
    assert.ok(lastOf(endings) < (headSeconds + lateSeconds) * slack, `the last after ${String(lastOf(endings))} s`);
    assert.ok(endings.every(({ said }) => said === '' || said.startsWith('HTTP/1.1 408')));
  });

  test('who say nothing on 10,000 connections are cut off, and keep nobody out', {
    skip: openFiles() < silentOnes + 1_000 && 'needs 11,000 open files',
  }, async () => {
    const before = megabytesOf(shop);
    const silent = await openSilent(shop.port, silentOnes);
    await served();
    const grown = megabytesOf(shop) - before;
    assert.ok(grown < 400, `${grown.toFixed(0)} MB more`);
    const endings = await Promise.all(silent.endings);
    silent.close();
    assert.ok(lastOf(endings) < (headSeconds + lateSeconds) * slack, `the last after ${String(lastOf(endings))} s`);
    await served();
  });

  test('who announce ten gigabytes are told so, and cut off', async () => {
    const head = [
      'POST /api/v1/accounts HTTP/1.1',
      'host: shop',
      'content-type: application/json',
      'content-length: 10737418240',
    ];
    const { said, sent } = await pour(shop.port, head, { mostBytes: 200 * megabyte });
    assert.match(said, /^HTTP\/1\.1 413 /);
    assert.ok(sent < 50 * megabyte, `${String(sent)} bytes were taken`);
  });

  test('who announce nothing and never end are cut off', async () => {
    const head = [
      'POST /api/v1/accounts HTTP/1.1',
      'host: shop',
      'content-type: application/json',
      'transfer-encoding: chunked',
    ];
    const { said, sent } = await pour(shop.port, head, { mostBytes: 200 * megabyte, chunked: true });
    assert.match(said, /^HTTP\/1\.1 413 /);
    assert.ok(sent < 50 * megabyte, `${String(sent)} bytes were taken`);
  });

  test('who upload a photo without end are cut off, and nothing of it stays', async () => {
    const before = megabytesOf(shop);
    const first = [
      '--b',
      'content-disposition: form-data; name="photo"; filename="libro.jpg"',
      'content-type: image/jpeg',
      '',
      '\u00ff\u00d8\u00ff\u00e0 and so on',
    ].join('\r\n');
    const head = [
      `POST /api/v1/listings/${listing}/photos HTTP/1.1`,
      'host: shop',
      `authorization: Bearer ${token}`,
      'content-type: multipart/form-data; boundary=b',
      'transfer-encoding: chunked',
      '',
      Buffer.byteLength(first, 'latin1').toString(16),
      first,
    ];
    const { said, sent } = await pour(shop.port, head, { mostBytes: 400 * megabyte, chunked: true });
    assert.match(said, /^HTTP\/1\.1 413 [^]*"photo\.too_large"/);
    assert.ok(sent > 10 * megabyte && sent < 100 * megabyte, `${String(sent)} bytes were taken`);
    const grown = megabytesOf(shop) - before;
    assert.ok(grown < 200, `${grown.toFixed(0)} MB more`);
    assert.deepEqual(readdirSync(join(shop.folder, 'uploads/.incoming')), []);
    await served();
  });

  test('who send bodies by the byte are cut off in the end', async () => {
    const endings = await bodies;
    assert.ok(lastOf(endings) < (requestSeconds + lateSeconds) * slack, `the last after ${String(lastOf(endings))} s`);
    await served();
  });
});
