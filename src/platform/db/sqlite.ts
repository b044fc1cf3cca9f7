import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { Mutex } from './mutex.ts';

const busyWaitMs = 200;
const beginPatienceMs = 15_000;
const cachedStatements = 500;

/** Kysely's own SQLite dialect prepares each statement anew and begins deferred transactions; this one keeps statements and begins immediate ones. */
export function sqliteDialect(path: string): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new SqliteDriver(path),
    createQueryCompiler: () => new StableQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db as never),
  };
}

/**
 * SQLite with STAT4, as better-sqlite3 is built, plans a statement anew whenever a bound value that its plan may depend on
 * is bound again: 235 µs instead of 125 for a page of listings. It looks at no value behind a unary plus, which does nothing else.
 */
class StableQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

/** SQLite's schema changes are transactional; a migration in an immediate transaction keeps every other process out until it is done. */
class TransactionalAdapter extends SqliteAdapter {
  /** Who writes waits for his turn in the driver; to Kysely's own lock, which readers would wait for as well, there is nothing to guard. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Reads outside transactions have a connection of their own, so that they neither wait for a writer nor see what it has not committed. */
class SqliteDriver implements Driver {
  readonly #writer: StatementCache;
  readonly #reader: StatementCache;
  readonly #turn = new Mutex();
  readonly #idle: SqliteConnection[] = [];

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#writer = new StatementCache(open(path, false));
    this.#reader = new StatementCache(open(path, true));
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#idle.pop() ?? new SqliteConnection(this.#writer, this.#reader, this.#turn));
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as SqliteConnection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as SqliteConnection).end('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as SqliteConnection).end('rollback');
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#idle.push(connection as SqliteConnection);
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#reader.database.close();
    this.#writer.database.close();
    return Promise.resolve();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #writer: StatementCache;
  readonly #reader: StatementCache;
  readonly #turn: Mutex;
  #release: (() => void) | undefined;

  constructor(writer: StatementCache, reader: StatementCache, turn: Mutex) {
    this.#writer = writer;
    this.#reader = reader;
    this.#turn = turn;
  }

  async begin(): Promise<void> {
    const release = await this.#turn.lock();
    try {
      await patiently(() => this.#writer.database.exec('begin immediate'));
      this.#release = release;
    } catch (error) {
      release();
      throw error;
    }
  }

  end(how: 'commit' | 'rollback'): Promise<void> {
    const release = this.#release;
    if (how === 'commit') this.#writer.database.exec('commit');
    else if (this.#writer.database.inTransaction) this.#writer.database.exec('rollback');
    this.#release = undefined;
    release?.();
    return Promise.resolve();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#release) return this.#writer.run<R>(query);
    if (isRead(query.sql)) return this.#reader.run<R>(query);
    const release = await this.#turn.lock();
    try {
      return await patiently(() => this.#writer.run<R>(query));
    } finally {
      release();
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Lists are read in bounded pages, never streamed.');
  }
}

class StatementCache {
  readonly database: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(database: Sqlite.Database) {
    this.database = database;
  }

  run<R>(query: CompiledQuery): QueryResult<R> {
    const statement = this.#prepare(query.sql);
    const parameters = query.parameters.map(bindable);
    if (statement.reader) return { rows: statement.all(...parameters) as R[] };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  #prepare(sql: string): Sqlite.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    if (this.#statements.size >= cachedStatements) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }
}

const bindable = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

const isRead = (sql: string): boolean => /^\s*(select|explain)\b/i.test(sql);

/** `synchronous = full`: a commit that was answered survives a power cut, too. */
function open(path: string, readOnly: boolean): Sqlite.Database {
  const database = new Sqlite(path, { timeout: busyWaitMs });
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('temp_store = memory');
  database.pragma('cache_size = -16000');
  if (readOnly) database.pragma('query_only = on');
  return database;
}

/** Another process may be writing: try again without blocking this one's event loop for long. */
async function patiently<T>(attempt: () => T): Promise<T> {
  const deadline = Date.now() + beginPatienceMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      await sleep(5 + Math.random() * 20);
    }
  }
}

export const isBusy = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && (error.code.startsWith('SQLITE_BUSY') || error.code === 'SQLITE_LOCKED');
