import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { AnyDatabase } from '../../src/platform/db/index.ts';
import { isId, newId } from '../../src/platform/ids.ts';

type Row = Record<string, unknown>;

/** What a shop has few of, however large it is. */
const small = /^(delivery_providers|kysely_|sqlite_|.*migration)/;
const rowsAStatement = 100;

/** The tables that grow with the shop. */
export async function growingTables(db: AnyDatabase): Promise<string[]> {
  const tables = await db.query.introspection.getTables();
  return tables.map(({ name }) => name).filter((name) => !small.test(name));
}

/**
 * Gives each table that has any rows some thousands: copies of those there are, each with ids of its own, so that a
 * planner sees what it would in a large shop. What they refer to is not there.
 */
export async function amplify(db: AnyDatabase, rowsATable: number): Promise<void> {
  const growing = await growingTables(db);
  // Asked before, since SQLite has one connection for all.
  const keys = new Map(
    await Promise.all(growing.map(async (table) => [table, await uniqueColumns(db, table)] as const)),
  );
  await db.query.connection().execute(async (connection) => {
    await sql.raw(db.kind === 'mysql' ? 'set foreign_key_checks = 0' : 'pragma foreign_keys = off').execute(connection);
    for (const table of growing) {
      const { rows } = await sql<Row>`select * from ${sql.table(table)} limit 50`.execute(connection);
      if (rows.length === 0) continue;
      for (let made = 0; made < rowsATable; made += rowsAStatement) {
        const copies = Array.from({ length: rowsAStatement }, (_, at) =>
          copyOf(rows[at % rows.length] ?? {}, keys.get(table) ?? new Set(), made + at),
        );
        await connection.insertInto(table).values(copies).execute();
      }
    }
    await sql.raw(db.kind === 'mysql' ? 'set foreign_key_checks = 1' : 'pragma foreign_keys = on').execute(connection);
  });
  if (db.kind === 'mysql')
    await sql`analyze table ${sql.join(growing.map((table) => sql.table(table)))}`.execute(db.query);
}

function copyOf(row: Row, keys: ReadonlySet<string>, number: number): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, copied(value, keys.has(name), number)]));
}

function copied(value: unknown, isKey: boolean, number: number): unknown {
  if (typeof value === 'string' && isId(value)) return newId();
  if (!isKey) return value;
  if (typeof value === 'number') return value + number + 1;
  if (typeof value !== 'string') return value;
  return /^[0-9a-f]{64}$/.test(value) ? randomBytes(32).toString('hex') : `${value.slice(0, 150)}-${number}`;
}

/** Every column that a primary or unique key of the table has. */
async function uniqueColumns(db: AnyDatabase, table: string): Promise<Set<string>> {
  const { rows } =
    db.kind === 'mysql'
      ? await sql<{ name: string }>`
          select column_name as name from information_schema.statistics
          where table_schema = database() and table_name = ${table} and non_unique = 0`.execute(db.query)
      : await sql<{ name: string }>`
          select c.name as name from pragma_index_list(${table}) i join pragma_index_info(i.name) c where i."unique" = 1
          union select name from pragma_table_info(${table}) where pk > 0`.execute(db.query);
  return new Set(rows.map(({ name }) => name));
}
