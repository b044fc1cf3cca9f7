/**
 * `node make-databases.ts FOLDER`: makes each service's database and its user, who can touch the rows of that database and nothing else. The password of each
 * stands in `FOLDER/SERVICE`. As the administrator: DATABASE_HOST, DATABASE_USER, DATABASE_PASSWORD_FILE and so on. Safe to repeat: a new password is taken up.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, escape, escapeId } from 'mysql2/promise';
import { databaseOf, serviceNames } from './services.ts';

/** What makes one of them. Tables are the migration's, which runs as the administrator. */
export function statementsOf({ database, user, password }: Record<'database' | 'user' | 'password', string>): string[] {
  const name = `${escape(user)}@'%'`;
  return [
    `CREATE DATABASE IF NOT EXISTS ${escapeId(database)} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE USER IF NOT EXISTS ${name} IDENTIFIED BY ${escape(password)}`,
    `ALTER USER ${name} IDENTIFIED BY ${escape(password)}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${escapeId(database)}.* TO ${name}`,
  ];
}

async function makeDatabases(folder: string): Promise<void> {
  const {
    DATABASE_HOST: host = 'localhost',
    DATABASE_PORT: port = '3306',
    DATABASE_USER: user = 'root',
    DATABASE_PASSWORD_FILE: passwordFile = '',
    DATABASE_SSL_CA: authority,
  } = process.env;
  const connection = await createConnection({
    host,
    port: Number(port),
    user,
    password: readFileSync(passwordFile, 'utf8').trim(),
    ...(authority ? { ssl: { ca: readFileSync(authority, 'utf8'), verifyIdentity: true } } : {}),
  });
  try {
    for (const service of serviceNames) {
      const password = readFileSync(join(folder, service), 'utf8').trim();
      if (password.length < 16) throw new Error(`the password of ${service} is shorter than 16 characters`);
      const database = databaseOf(service);
      for (const statement of statementsOf({ database, user: database, password })) await connection.query(statement);
      process.stdout.write(`${database} is there, and its user\n`);
    }
  } finally {
    await connection.end();
  }
}

if (import.meta.main) await makeDatabases(process.argv[2] ?? '/run/passwords');
