import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { DatabaseConfig } from '../config/index.ts';
import { nowOf } from './differences.ts';
import { isConflict } from './errors.ts';
import { mysqlDialect } from './mysql.ts';
import { sqliteDialect } from './sqlite.ts';

export { forUpdate, insertIgnore, nowOf, readNow, upsert } from './differences.ts';
export { isCheckViolation, isConflict, isDuplicate, isForeignKeyViolation, isUnreachable } from './errors.ts';
export { type Migrations, migrate, pendingMigrations } from './migrations.ts';
export { isUnreachableNow } from './reach.ts';
export { addColumn, type ColumnKind, createTable, type TableDefinition } from './schema.ts';

export type DatabaseKind = 'sqlite' | 'mysql';

/** One shop's database, seen with the tables of one module. */
export interface Database<Tables> {
  readonly kind: DatabaseKind;
  /** For reads, and for writes of a single statement. */
  readonly query: Kysely<Tables>;
  /** Now, in milliseconds, by the database's clock. */
  readonly now: RawBuilder<number>;
  /**
   * Runs `work` in one transaction, again from its start when it lost against another one; so `work` has no effects but on the database.
   * Never await the network in it.
   */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Connections in use, and requests that wait for one. */
  pressure(): { used: number; waiting: number; size: number };
  close(): Promise<void>;
}

const attempts = 8;

/** A shop's database before a module names its tables. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyDatabase = Database<any>;

/** The shop's database as one module sees it. */
export const seenWith = <Tables>(db: AnyDatabase): Database<Tables> => db as Database<Tables>;

/** Opens the database; nothing is asked of it before the first query. */
export function openDatabase<Tables>(config: DatabaseConfig): Database<Tables> {
  if (config.kind === 'sqlite') {
    const query = new Kysely<Tables>({ dialect: sqliteDialect(config.path) });
    return database('sqlite', query, () => ({ used: 0, waiting: 0, size: 1 }));
  }
  const dialect = mysqlDialect(config);
  const query = new Kysely<Tables>({ dialect });
  return database('mysql', query, () => pressureOf(dialect.pool, config.poolSize));
}

function database<Tables>(
  kind: DatabaseKind,
  query: Kysely<Tables>,
  pressure: Database<Tables>['pressure'],
): Database<Tables> {
  return {
    kind,
    query,
    now: nowOf(query),
    pressure,
    transaction: (work) => repeatedly(() => query.transaction().execute(work)),
    close: () => query.destroy(),
  };
}

async function repeatedly<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      await sleep(Math.random() * 8 * 2 ** attempt);
    }
  }
}

function pressureOf(pool: unknown, size: number): { used: number; waiting: number; size: number } {
  const {
    _allConnections: all,
    _freeConnections: free,
    _connectionQueue: queue,
  } = pool as Record<string, { length: number } | undefined>;
  return { used: (all?.length ?? 0) - (free?.length ?? 0), waiting: queue?.length ?? 0, size };
}
