import {
  type Compilable,
  type InsertObject,
  type Kysely,
  MysqlAdapter,
  type RawBuilder,
  sql,
  type Transaction,
  type UpdateObject,
} from 'kysely';
import type { AnyKysely } from './any-tables.ts';

/* What differs between the databases, asked of the connection or transaction in hand. */

export const isMysql = (db: AnyKysely): boolean => db.getExecutor().adapter instanceof MysqlAdapter;

/** Locks the rows that a query reads, where the database locks rows; SQLite's immediate transaction has locked everything already. */
export function forUpdate<Q extends { forUpdate(): Q } & Compilable>(trx: AnyKysely, query: Q): Q {
  return isMysql(trx) ? query.forUpdate() : query;
}

/** Now, in milliseconds, by the database's clock. */
export const nowOf = (db: AnyKysely): RawBuilder<number> => (isMysql(db) ? mysqlNow : sqliteNow);

const sqliteNow = sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;
const mysqlNow = sql<number>`cast(unix_timestamp(now(3)) * 1000 as signed)`;

/** Reads the database's clock. */
export async function readNow(db: AnyKysely): Promise<number> {
  const { rows } = await sql<{ now: number }>`select ${nowOf(db)} as now`.execute(db);
  return Number(rows[0]?.now);
}

/** Inserts rows; a row whose key is taken is left as it is. Answers how many were inserted. */
export async function insertIgnore<DB, T extends keyof DB & string>(
  db: Kysely<DB> | Transaction<DB>,
  table: T,
  rows: readonly InsertObject<NoInfer<DB>, NoInfer<T>>[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const insert = db.insertInto(table).values(rows);
  const result = await (isMysql(db)
    ? insert.ignore()
    : insert.onConflict((conflict) => conflict.doNothing())
  ).executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

/** Inserts a row, or sets `set` on the one that has the same `keys`. */
export async function upsert<DB, T extends keyof DB & string>(
  db: Kysely<DB> | Transaction<DB>,
  table: T,
  row: InsertObject<NoInfer<DB>, NoInfer<T>>,
  keys: readonly (keyof DB[T] & string)[],
  set: UpdateObject<NoInfer<DB>, NoInfer<T>, NoInfer<T>>,
): Promise<void> {
  const insert = db.insertInto(table).values(row);
  if (isMysql(db)) await insert.onDuplicateKeyUpdate(set).execute();
  else await insert.onConflict((conflict) => conflict.columns(keys).doUpdateSet(set as never)).execute();
}
