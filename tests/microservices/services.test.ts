import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import mysql from 'mysql2/promise';
import { signCall } from '../../src/platform/remote/identity.ts';
import { bookstore } from '../process/command-line.ts';
import { mysqlMissing } from '../support/databases.ts';
import { waitFor } from '../support/shop-world.ts';
import { type Client, clientOf } from './client.ts';
import { type ServiceFleet, startServices } from './fleet.ts';
import { serviceKey, serviceNames } from './layout.ts';

const aTableOf = { web: 'purchases', catalogue: 'listings', payments: 'payments', messaging: 'mails' } as const;

describe('the shop as four services', { skip: mysqlMissing() ?? false }, () => {
  let fleet: ServiceFleet;
  let client: Client;
  let lucia: string;
  let mateo: string;
  let listingId: string;
  before(async () => {
    fleet = await startServices();
    client = clientOf(fleet);
    lucia = await client.signUp('lucia');
    mateo = await client.signUp('mateo');
    listingId = await client.publish(lucia, 50);
  });
  after(() => fleet.stop());

  const page = (path: string, token?: string) =>
    fetch(fleet.url + path, {
      redirect: 'manual',
      headers: token === undefined ? {} : { cookie: `session=${token}` },
    });
  const placed = async (): Promise<string> => {
    const { status, body } = await client.checkOut(mateo, listingId);
    assert.equal(status, 201);
    return body.id;
  };
  const statusOf = async (purchaseId: string): Promise<string> =>
    (await client.call('GET', `/purchases/${purchaseId}`, { token: mateo })).body.status;

  test('lets no service touch the tables of another, nor change its own', async () => {
    for (const service of serviceNames) {
      const connection = await mysql.createConnection(fleet.databases.urlOf(service));
      try {
        for (const other of serviceNames.filter((each) => each !== service)) {
          const database = new URL(fleet.databases.urlOf(other)).pathname.slice(1);
          for (const statement of [
            `select * from ${database}.${aTableOf[other]}`,
            `delete from ${database}.${aTableOf[other]}`,
          ])
            await assert.rejects(connection.query(statement), { code: 'ER_TABLEACCESS_DENIED_ERROR' }, statement);
        }
        await assert.rejects(connection.query('create table mine (id int)'), { code: 'ER_TABLEACCESS_DENIED_ERROR' });
        const [tables] = await connection.query<mysql.RowDataPacket[]>('show tables');
        assert.ok(tables.length > 0);
      } finally {
        await connection.end();
      }
    }
  });

  test('answers nobody who does not sign, and nobody whose signature is old', async () => {
    const ask = async (authorization?: string) => {
      const response = await fetch(
        `http://127.0.0.1:${String(fleet.cable('payments').port)}/doors/payments/listPayments`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
          body: '{"limit":1}',
        },
      );
      return response.status;
    };
    assert.equal(await ask(), 401);
    assert.equal(await ask(`Bearer ${signCall('another-key-of-at-least-32-characters', 'web', 'payments')}`), 401);
    assert.equal(await ask(`Bearer ${signCall(serviceKey, 'web', 'payments', Date.now() - 120_000)}`), 401);
    assert.equal(await ask(`Bearer ${signCall(serviceKey, 'web', 'catalogue')}`), 401);
    assert.equal(await ask(`Bearer ${signCall(serviceKey, 'web', 'payments')}`), 200);
  });

  test('carries a trace through every service that a purchase reaches', async () => {
    const traceId = 'c0ffee00000000000000000000000001';
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const { body } = await client.checkOut(mateo, listingId, { headers });
    assert.equal((await client.pay(mateo, body.id, { headers })).body.status, 'paid');
    for (const service of ['web', 'catalogue', 'payments'] as const)
      await waitFor(`the trace at ${service}`, () => Promise.resolve(fleet.process(service).log().includes(traceId)));
  });

  test('without payments: pages and checkouts answer, paying says so, and the same request pays afterwards', async () => {
    const earlier = await placed();
    await fleet.kill('payments');
    for (const path of ['/', '/search?q=maria', `/listings/${listingId}`, '/en'])
      assert.equal((await page(path)).status, 200, path);
    assert.equal((await page('/account', mateo)).status, 200);
    assert.equal((await page('/cart', mateo)).status, 200);
    const refused = await client.pay(mateo, earlier, { key: 'while-down' });
    assert.deepEqual([refused.status, refused.body.code], [503, 'service.unavailable']);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    await waitFor('web to say that payments are missing', async () =>
      (await (await fetch(`${fleet.url}/readyz`)).text()).includes('"degraded":["payments"]'),
    );
    await fleet.start('payments');
    await waitFor('the payment', async () => {
      const { status } = await client.pay(mateo, earlier, { key: 'while-down' });
      return status === 201;
    });
    assert.equal(await statusOf(earlier), 'paid');
  });

  test('without the catalogue: what needs no book answers, the home page says why it cannot', async () => {
    await fleet.kill('catalogue');
    for (const path of ['/account', '/account/addresses', '/purchases'])
      assert.ok([200, 303].includes((await page(path, mateo)).status), path);
    assert.equal((await page('/account', mateo)).status, 200);
    const home = await page('/');
    const text = await home.text();
    assert.equal(home.status, 503);
    assert.ok(Number(home.headers.get('retry-after')) >= 1);
    assert.match(text, /Una parte de la tienda no responde/);
    assert.match(text, /<main[\s>]/);
    await fleet.start('catalogue');
    await waitFor('the home page', async () => (await page('/')).status === 200);
  });

  test('without messaging: a whole purchase is made, and its mails are written afterwards', async () => {
    const mails = async () => {
      const connection = await mysql.createConnection(fleet.databases.urlOf('messaging'));
      const [rows] = await connection.query<mysql.RowDataPacket[]>('select count(*) as count from mails');
      await connection.end();
      return (rows as { count: number }[])[0]?.count ?? 0;
    };
    const before = await mails();
    await fleet.kill('messaging');
    const purchaseId = await placed();
    assert.equal((await client.pay(mateo, purchaseId)).body.status, 'paid');
    await fleet.start('messaging');
    await waitFor('three mails', async () => (await mails()) >= before + 3, 20_000);
  });

  test('is examined by one doctor, who asks every service', async () => {
    const { status, out, err } = await bookstore(['doctor'], {
      folder: fleet.folder,
      environment: { ...fleet.environmentOf('web'), SHOP_DEMO: 'off' },
    });
    assert.deepEqual([status, out, err], [0, 'All rules hold.\n', '']);
  });
});
