import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { isMysql } from '../db/differences.ts';
import type { AnyDatabase } from '../db/index.ts';
import { listTables, type TableShape } from './tables.ts';

/** What a backup folder says of itself: each file with its SHA-256, each table with its rows. */
export interface Manifest {
  format: 1;
  takenAt: string;
  tables: Record<string, number>;
  files: Record<string, string>;
}

const pageRows = 1_000;

/**
 * Writes the database, as of one moment, and the photos into a new folder. The rows are written as JSON lines, so that a backup
 * of either database restores into either. Photos never change, so they are copied after the rows that name them.
 * Without `photosFolder`: a service that has none. Errors: the folder is there and not empty.
 */
export async function backUp(db: AnyDatabase, photosFolder: string | undefined, folder: string): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
  mkdirSync(join(folder, 'tables'), { recursive: true });
  try {
    const tables = await writeTables(db, folder);
    if (photosFolder !== undefined) copyPhotos(photosFolder, join(folder, 'photos'));
    const manifest: Manifest = { format: 1, takenAt: new Date().toISOString(), tables, files: hashFiles(folder) };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
    return manifest;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** One snapshot for all tables. On SQLite the transaction also keeps writers out, for as long as it takes. */
async function writeTables(db: AnyDatabase, folder: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  await db.query.connection().execute(async (connection: Kysely<unknown>) => {
    await sql
      .raw(isMysql(connection) ? 'set session transaction isolation level repeatable read' : 'select 1')
      .execute(connection);
    await connection.transaction().execute(async (trx) => {
      for (const table of await listTables(trx))
        counts[table.name] = await writeTable(trx, table, join(folder, 'tables', `${table.name}.jsonl.gz`));
    });
    if (isMysql(connection))
      await sql.raw('set session transaction isolation level read committed').execute(connection);
  });
  return counts;
}

async function writeTable(trx: Kysely<unknown>, table: TableShape, path: string): Promise<number> {
  const gzip = createGzip({ level: 3 });
  const file = gzip.pipe(createWriteStream(path));
  let count = 0;
  for await (const rows of pagesOf(trx, table)) {
    count += rows.length;
    if (!gzip.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(gzip, 'drain');
  }
  gzip.end();
  await finished(file);
  return count;
}

type Row = Record<string, unknown>;

/** A table's rows in the order of its primary key, page by page. */
async function* pagesOf(trx: Kysely<unknown>, { name, primaryKey }: TableShape): AsyncIterable<Row[]> {
  const keys = sql.join(primaryKey.map((column) => sql.ref(column)));
  let last: Row | undefined;
  for (;;) {
    const after: Row | undefined = last;
    const where =
      after === undefined ? sql`` : sql`where (${keys}) > (${sql.join(primaryKey.map((column) => after[column]))})`;
    const { rows }: { rows: Row[] } =
      await sql<Row>`select * from ${sql.table(name)} ${where} order by ${keys} limit ${sql.lit(pageRows)}`.execute(
        trx,
      );
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < pageRows) return;
  }
}

function copyPhotos(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of filesUnder(from)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    copyFileSync(join(from, name), join(to, name));
  }
}

/** Relative paths of the files under a folder; unfinished uploads (in folders that begin with a dot) are left out. */
export function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !name.startsWith('.'))
    .sort();
}

export const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const hashFiles = (folder: string): Record<string, string> =>
  Object.fromEntries(filesUnder(folder).map((name) => [name, hashOf(join(folder, name))]));
