import { copyFileSync, createReadStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { isMysql } from '../db/differences.ts';
import type { AnyDatabase } from '../db/index.ts';
import { filesUnder, hashOf, type Manifest } from './back-up.ts';
import { isMigrationTable, listTables, type TableShape } from './tables.ts';

const batchRows = 200;

/** Reads a backup's manifest and compares every file with it. Errors: no backup, or one that is incomplete or damaged. */
export function checkBackup(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) throw new Error(`${folder} holds no backup (there is no manifest.json)`);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  for (const [name, hash] of Object.entries(manifest.files)) {
    if (!existsSync(join(folder, name))) throw new Error(`the backup is incomplete: ${name} is missing`);
    if (hashOf(join(folder, name)) !== hash) throw new Error(`the backup is damaged: ${name} is not what was written`);
  }
  return manifest;
}

/**
 * Puts a backup's rows and photos into a shop whose schema is made and which is empty. All rows come in one transaction, or none.
 * A service takes what it has tables for; without `photosFolder` photos stay where they are.
 */
export async function restore(db: AnyDatabase, photosFolder: string | undefined, folder: string): Promise<Manifest> {
  const manifest = checkBackup(folder);
  await db.query.connection().execute(async (connection: Kysely<unknown>) => {
    const mysql = isMysql(connection);
    if (mysql) await sql.raw('set session foreign_key_checks = 0').execute(connection);
    await connection.transaction().execute(async (trx) => {
      if (!mysql) await sql.raw('pragma defer_foreign_keys = on').execute(trx);
      const tables = (await listTables(trx)).filter((table) => !isMigrationTable(table.name));
      for (const table of tables) await sql`delete from ${sql.table(table.name)}`.execute(trx);
      for (const table of tables) await fillTable(trx, table, join(folder, 'tables', `${table.name}.jsonl.gz`));
    });
    if (mysql) await sql.raw('set session foreign_key_checks = 1').execute(connection);
  });
  if (photosFolder !== undefined)
    for (const name of filesUnder(join(folder, 'photos')))
      copyPhoto(join(folder, 'photos', name), join(photosFolder, name));
  return manifest;
}

/** A table that the backup's version did not have stays empty; a column that it did not have gets its default. */
async function fillTable(trx: Kysely<unknown>, table: TableShape, path: string): Promise<void> {
  if (!existsSync(path)) return;
  let batch: Record<string, unknown>[] = [];
  for await (const line of createInterface({
    input: createReadStream(path).pipe(createGunzip()),
    crlfDelay: Infinity,
  })) {
    batch.push(JSON.parse(line) as Record<string, unknown>);
    if (batch.length < batchRows) continue;
    await insert(trx, table, batch);
    batch = [];
  }
  await insert(trx, table, batch);
}

async function insert(
  trx: Kysely<unknown>,
  table: TableShape,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).filter((column) => table.columns.includes(column));
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(table.name)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(
    trx,
  );
}

function copyPhoto(from: string, to: string): void {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
