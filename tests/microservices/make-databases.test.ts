import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { bookstore } from '../process/command-line.ts';
import { mysqlMissing } from '../support/databases.ts';
import { type MysqlServer, startMysql } from '../support/mysql.ts';
import { modulesOf, placementEnvironment, type ServiceName, serviceNames } from './layout.ts';

const script = join(import.meta.dirname, '../../deploy/4-microservices/bookstore/make-databases.ts');

describe('the databases of the services', { skip: mysqlMissing() ?? false }, () => {
  let server: MysqlServer;
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-databases-'));
  before(async () => {
    server = await startMysql();
    writeFileSync(join(folder, 'administrator'), 'bookstore\n');
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const make = async (password: (service: string) => string): Promise<void> => {
    for (const service of serviceNames) writeFileSync(join(folder, service), `${password(service)}\n`);
    const environment = {
      PATH: process.env.PATH,
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: String(server.port),
      DATABASE_USER: 'bookstore',
      DATABASE_PASSWORD_FILE: join(folder, 'administrator'),
    };
    await promisify(execFile)(process.execPath, [script, folder], { env: environment });
  };
  const connect = (service: string, password: string) =>
    mysql.createConnection({
      host: '127.0.0.1',
      port: server.port,
      user: `bookstore_${service}`,
      password,
      database: `bookstore_${service}`,
    });

  const nowhere = () => 'http://127.0.0.1:1';
  const asService = (service: ServiceName, url: string): Record<string, string> => ({
    ...placementEnvironment(service, 0, nowhere),
    DATABASE_URL: url,
    ROLES: 'worker',
    MIGRATE: 'off',
    UPLOAD_FOLDER: join(folder, service),
  });
  const passwordOf = (service: string): string => `a 'password' of ${service}`;

  test('are made, and a release migrates in each the tables of its own modules', async () => {
    await make(passwordOf);
    for (const service of serviceNames) {
      const environment = asService(service, server.url(`bookstore_${service}`));
      const { status, out } = await bookstore(['migrate'], { folder, environment });
      assert.equal(status, 0);
      assert.deepEqual([...new Set(out.match(/(?<=done )\w+/g))].toSorted(), modulesOf(service).toSorted());
    }
    const connection = await connect('payments', passwordOf('payments'));
    const [tables] = await connection.query<mysql.RowDataPacket[]>('show tables');
    assert.ok(JSON.stringify(tables).includes('ledger'));
    assert.ok(!JSON.stringify(tables).includes('purchases'));
    await connection.end();
  });

  test('take each its part of the backup of a shop in one process, by the rights of its service', async () => {
    const shop = { DATABASE_URL: `sqlite:${join(folder, 'shop.db')}`, UPLOAD_FOLDER: join(folder, 'photos') };
    for (const words of [['seed'], ['backup', 'kept']])
      assert.equal((await bookstore(words, { folder, environment: shop })).status, 0);
    const restoreInto = (service: ServiceName) => {
      const url = new URL(server.url(`bookstore_${service}`));
      url.username = `bookstore_${service}`;
      url.password = encodeURIComponent(passwordOf(service));
      return bookstore(['restore', 'kept'], { folder, environment: asService(service, url.href) });
    };
    for (const service of ['web', 'catalogue'] as const) {
      const { status, err } = await restoreInto(service);
      assert.deepEqual([status, err], [0, ''], service);
    }
    assert.match((await restoreInto('catalogue')).err, /this shop is not empty/);
    const connection = await connect('catalogue', passwordOf('catalogue'));
    const [rows] = await connection.query<mysql.RowDataPacket[]>('select count(*) as count from listings');
    assert.ok((rows as { count: number }[])[0]?.count);
    await connection.end();
  });

  test('take up new passwords, and open to nobody with an old one or to another service', async () => {
    await make((service) => `a newer password of ${service}`);
    await assert.rejects(connect('web', passwordOf('web')), { code: 'ER_ACCESS_DENIED_ERROR' });
    const connection = await connect('web', 'a newer password of web');
    for (const statement of ['use bookstore_payments', 'select * from bookstore_payments.payments'])
      await assert.rejects(connection.query(statement), (error: { code: string }) =>
        /ER_(DBACCESS|TABLEACCESS)_DENIED_ERROR/.test(error.code),
      );
    await connection.end();
  });

  test('are not made with a password that is none', async () => {
    await assert.rejects(
      make(() => 'short'),
      /the password of web is shorter than 16 characters/,
    );
  });
});
