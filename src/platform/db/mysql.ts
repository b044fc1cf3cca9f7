import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type QueryResult,
} from 'kysely';
import type * as Mysql from 'mysql2';
import type { Pool, PoolConnection, QueryError, ResultSetHeader } from 'mysql2';
import type { DatabaseConfig } from '../config/index.ts';

type MysqlConfig = Extract<DatabaseConfig, { kind: 'mysql' }>;

const connectMs = 5_000;
const statementMs = 20_000;
const sessionSettings = [
  'set session transaction isolation level read committed',
  "set session sql_mode = 'TRADITIONAL,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 10, time_zone = '+00:00'",
];

/** mysql2's prepared statements take half of the time of its plain queries, so every statement goes through `execute`. */
export function mysqlDialect(config: MysqlConfig): Dialect & { pool: Pool } {
  const pool = openPool(config);
  return {
    pool,
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new MysqlDriver(pool),
    createQueryCompiler: () => new MysqlQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new MysqlIntrospector(db as never),
  };
}

function openPool(config: MysqlConfig): Pool {
  // Loaded here, since a shop on SQLite has no use for it and every start would pay.
  const { createPool } = createRequire(import.meta.url)('mysql2') as typeof Mysql;
  const pool = createPool({
    host: config.host,
    port: config.port,
    user: config.user,
    password: config.password(),
    database: config.name,
    charset: 'utf8mb4_bin',
    connectionLimit: config.poolSize,
    maxIdle: config.poolSize,
    connectTimeout: connectMs,
    enableKeepAlive: true,
    decimalNumbers: true,
    maxPreparedStatements: 500,
    ...(config.sslCa ? { ssl: { ca: readFileSync(config.sslCa, 'utf8'), verifyIdentity: true } } : {}),
  });
  rereadPassword(pool, config);
  pool.on('connection', (connection) => {
    for (const setting of sessionSettings) connection.query(setting);
  });
  return pool;
}

/** A rotated password is taken up by each new connection, without a restart. */
function rereadPassword(pool: Pool, config: MysqlConfig): void {
  const { connectionConfig } = (pool as unknown as { config: { connectionConfig: object } }).config;
  Object.defineProperty(connectionConfig, 'password', { get: config.password, set: () => undefined, enumerable: true });
}

class MysqlDriver implements Driver {
  readonly #pool: Pool;
  readonly #known = new WeakMap<PoolConnection, MysqlConnection>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return new Promise((resolve, reject) => {
      this.#pool.getConnection((error, connection) => {
        if (error) reject(error);
        else resolve(this.#knownAs(connection));
      });
    });
  }

  /** The same for each connection of the pool, since Kysely makes each one it has not seen ready anew. */
  #knownAs(connection: PoolConnection): MysqlConnection {
    let known = this.#known.get(connection);
    if (!known) this.#known.set(connection, (known = new MysqlConnection(connection)));
    return known;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as MysqlConnection).command('begin');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as MysqlConnection).command('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as MysqlConnection).command('rollback');
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as MysqlConnection).release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return new Promise((resolve) => {
      this.#pool.end(() => {
        resolve();
      });
    });
  }
}

class MysqlConnection implements DatabaseConnection {
  readonly #connection: PoolConnection;
  #broken = false;

  constructor(connection: PoolConnection) {
    this.#connection = connection;
  }

  /** A connection whose statement was given up may answer late, to somebody else's question: it is closed. */
  release(): void {
    if (this.#broken) this.#connection.destroy();
    else this.#connection.release();
  }

  command(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#connection.query({ sql, timeout: statementMs }, (error: QueryError | null) => {
        if (error) reject(this.#noticed(error));
        else resolve();
      });
    });
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const values = query.parameters.map(bindable);
    return new Promise((resolve, reject) => {
      this.#connection.execute(
        { sql: query.sql, values, timeout: statementMs },
        (error: QueryError | null, result: unknown) => {
          if (error) reject(this.#noticed(error));
          else resolve(answer<R>(result));
        },
      );
    });
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Lists are read in bounded pages, never streamed.');
  }

  #noticed(error: QueryError): QueryError {
    if (error.fatal || error.code === 'PROTOCOL_SEQUENCE_TIMEOUT') this.#broken = true;
    return error;
  }
}

function answer<R>(result: unknown): QueryResult<R> {
  if (Array.isArray(result)) return { rows: result as R[] };
  const { affectedRows } = result as ResultSetHeader;
  return { rows: [], numAffectedRows: BigInt(affectedRows) };
}

/** A JavaScript number would travel as a double, which LIMIT refuses; whole numbers travel as text, which MySQL turns into the column's type. */
function bindable(value: unknown): string | number | Buffer | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' && Number.isInteger(value)) return String(value);
  return value as string | number | Buffer;
}
