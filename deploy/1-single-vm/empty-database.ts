/** Empties the shop's database, so that a backup can be put into it. `node empty-database.ts --yes`, with the application's own environment. */

import { readFileSync } from 'node:fs';
import mysql from 'mysql2/promise';
import { readConfig } from '../../src/platform/config/index.ts';

const { database } = readConfig();
if (database.kind !== 'mysql' || process.argv[2] !== '--yes') {
  process.stderr.write('usage: empty-database.ts --yes, with DATABASE_HOST set: everything in that database is lost\n');
  process.exit(2);
}
const { host, port, user, name, sslCa } = database;
const ssl = sslCa ? { ca: readFileSync(sslCa, 'utf8'), verifyIdentity: true } : undefined;
const connection = await mysql.createConnection({
  host,
  port,
  user,
  password: database.password(),
  ...(ssl ? { ssl } : {}),
});
await connection.query('DROP DATABASE IF EXISTS ??', [name]);
await connection.query('CREATE DATABASE ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', [name]);
await connection.end();
process.stdout.write(`${name} is empty\n`);
