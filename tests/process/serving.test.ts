import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { allPending, migrateAll } from '../../src/compose.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import { type AnyDatabase, openDatabase } from '../../src/platform/db/index.ts';
import { breakingLine } from '../support/breaking-line.ts';
import { forEachDatabase, leaseMysql, mysqlMissing } from '../support/databases.ts';
import { startMysql } from '../support/mysql.ts';
import { startShop } from '../support/shop.ts';
import { bookstore } from './command-line.ts';

const starts = 10;

forEachDatabase('migrations', (open) => {
  test('ten simultaneous starts migrate once, and all find the schema that they need', async () => {
    const { database } = readConfig({ DATABASE_URL: await open(), SECRET_KEY: 'x'.repeat(32) });
    const connections = Array.from({ length: starts }, () => openDatabase(database) as AnyDatabase);
    try {
      const done = await Promise.all(connections.map((db) => migrateAll(db)));
      const steps = done.flat();
      assert.equal(new Set(steps).size, steps.length, 'no step ran twice');
      assert.ok(steps.length >= 6);
      for (const db of connections) assert.deepEqual(await allPending(db), []);
      assert.deepEqual(await migrateAll(connections[0]!), [], 'a second time there is nothing to do');
    } finally {
      await Promise.all(connections.map((db) => db.close()));
    }
  });
});

describe('a serving process', () => {
  test('a wrong variable stops the start with one line that names it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bookstore-wrong-'));
    const cases: [Record<string, string>, RegExp][] = [
      [{ PORT: 'door' }, /^PORT takes a port number\.$/],
      [{ SHOP_COMMISSION_PERCENT: '80' }, /^SHOP_COMMISSION_PERCENT takes a number from 0 to 50\.$/],
      [{ NODE_ENV: 'production', SECRET_KEY: '' }, /^SECRET_KEY takes at least 32 characters/],
      [{ NODE_ENV: 'production', RATE_LIMITS: 'off' }, /^RATE_LIMITS takes on/],
      [{ DATABASE_PASSWORD_FILE: '/nowhere', DATABASE_HOST: 'db' }, /^DATABASE_PASSWORD_FILE takes the path of a file/],
    ];
    for (const [environment, line] of cases) {
      const { status, err } = await bookstore(['serve'], { folder, environment });
      assert.deepEqual([status, line.test(err.trim())], [1, true], err);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('answers health, metrics and request ids, logs JSON without secrets, and drains on SIGTERM', async () => {
    const shop = await startShop({ environment: { SHUTDOWN_DRAIN_MS: '1500' } });
    const live = await fetch(`${shop.url}/livez`);
    assert.deepEqual([live.status, (live.headers.get('x-request-id') ?? '').length], [200, 26]);
    await fetch(`${shop.url}/reset?token=a-secret-token-in-the-address`);
    await fetch(`${shop.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'secret@example.com', password: 'secret-password' }),
    });
    const metrics = await (await fetch(`http://127.0.0.1:${String(shop.metricsPort)}/metrics`)).text();
    assert.match(
      metrics,
      /bookstore_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/sessions",status="4xx"\} 1/,
    );
    assert.equal((await fetch(`${shop.url}/metrics`)).status, 404, 'not on the public port');
    shop.kill('SIGTERM');
    await sleep(300);
    const ready = await fetch(`${shop.url}/readyz`);
    assert.deepEqual(
      [ready.status, await ready.json(), ready.headers.get('connection')],
      [503, { status: 'unready', reasons: ['draining'] }, 'close'],
    );
    assert.equal((await fetch(shop.url)).status, 200, 'it still answers');
    assert.equal(await shop.ended, 0);
    const log = shop.log();
    for (const secret of ['a-secret-token', 'secret-password', 'secret@example.com'])
      assert.ok(!log.includes(secret), secret);
    const lines = log.split('\n').filter((line) => line.startsWith('{'));
    assert.ok(lines.some((line) => (JSON.parse(line) as { route?: string }).route === '/api/v1/sessions'));
    rmSync(shop.folder, { recursive: true, force: true });
  });

  test('a photo folder out of reach makes it degraded, not unready', async () => {
    const blocked = join(mkdtempSync(join(tmpdir(), 'bookstore-photos-')), 'file');
    writeFileSync(blocked, 'a file where a folder should be');
    const shop = await startShop({ environment: { UPLOAD_FOLDER: join(blocked, 'uploads') } });
    const answer = await until(async () => {
      const response = await fetch(`${shop.url}/health`);
      const body = (await response.json()) as { status: string };
      return body.status === 'degraded' ? { status: response.status, body } : undefined;
    });
    assert.deepEqual(answer, { status: 200, body: { status: 'degraded', degraded: ['photos'] } });
    await shop.stop();
  });
});

describe('a late database', { skip: mysqlMissing() ?? false }, () => {
  test('is waited for, and a lost one makes the process degraded until it is back', async () => {
    const mysql = await startMysql();
    const url = await mysql.createDatabase();
    await mysql.kill();
    const starting = startShop({ databaseUrl: url });
    await sleep(1_500);
    await mysql.start();
    const shop = await starting;
    const state = async () => ((await (await fetch(`${shop.url}/readyz`)).json()) as { status: string }).status;
    mysql.pause();
    await until(async () => ((await state()) === 'degraded' ? true : undefined));
    assert.equal((await fetch(`${shop.url}/readyz`)).status, 200);
    mysql.resume();
    await until(async () => ((await state()) === 'ready' ? true : undefined));
    await shop.stop();
    await mysql.stop();
  });

  test('is waited for also when it goes away in the middle of a start', async () => {
    const lease = await leaseMysql();
    const url = await lease.open();
    const line = await breakingLine(Number(new URL(url).port), 'from `listings` as `l`');
    const shop = await startShop({ databaseUrl: line.over(url) });
    const log = shop.log();
    await shop.stop();
    line.close();
    await lease.release();
    assert.ok(line.broke());
    assert.match(log, /waiting for the database/);
  });
});

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(200);
  }
  throw new Error('It did not come.');
}
