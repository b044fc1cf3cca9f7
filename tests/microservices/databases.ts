import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { statementsOf } from '../../deploy/4-microservices/bookstore/make-databases.ts';
import { migrateAll } from '../../src/compose.ts';
import type { ModuleName } from '../../src/placement.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import { type AnyDatabase, openDatabase } from '../../src/platform/db/index.ts';
import { leaseMysql } from '../support/databases.ts';
import { modulesOf, type ServiceName, serviceNames } from './layout.ts';

/** A database for each service, and a user for each that can touch only that one: rows, not tables. */
export interface ServiceDatabases {
  /** What the service itself is given. */
  readonly urlOf: (service: ServiceName) => string;
  /** One database in which every table of the shop can be seen, for whoever examines it; with the administrator's rights. */
  readonly wholeUrl: string;
  release(): Promise<void>;
}

const secret = 'a-key-for-tests-of-at-least-32-characters';

export async function openServiceDatabases(): Promise<ServiceDatabases> {
  const lease = await leaseMysql();
  const password = randomBytes(12).toString('hex');
  const urls = new Map<ServiceName, string>();
  const users: string[] = [];
  const wholeUrl = await lease.open();
  const admin = await mysql.createConnection(wholeUrl);
  for (const service of serviceNames) {
    const own = await lease.open();
    await migrateService(own, service);
    const user = `${service}_${randomBytes(4).toString('hex')}`;
    // What the release of stage 4 makes them with.
    for (const statement of statementsOf({ database: nameOf(own), user, password })) await admin.query(statement);
    await showTables(admin, own);
    users.push(user);
    urls.set(service, asUser(own, user, password));
  }
  return {
    urlOf: (service) => urls.get(service) ?? '',
    wholeUrl,
    release: async () => {
      for (const user of users) await admin.query(`drop user '${user}'@'%'`);
      await admin.end();
      await lease.release();
    },
  };
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

function asUser(url: string, user: string, password: string): string {
  const own = new URL(url);
  own.username = user;
  own.password = password;
  return own.href;
}

/** As the migration of a release does: by the administrator, and only the tables of the service's own modules. */
async function migrateService(url: string, service: ServiceName): Promise<void> {
  const { database } = readConfig({ DATABASE_URL: url, SECRET_KEY: secret });
  const db = openDatabase(database) as AnyDatabase;
  await migrateAll(db, new Set<ModuleName>(modulesOf(service)));
  await db.close();
}

async function showTables(admin: mysql.Connection, url: string): Promise<void> {
  const [rows] = await admin.query<mysql.RowDataPacket[]>(
    'select table_name as name from information_schema.tables where table_schema = ?',
    [nameOf(url)],
  );
  for (const { name } of rows as { name: string }[])
    await admin.query(`create view \`${name}\` as select * from ${nameOf(url)}.\`${name}\``);
}
