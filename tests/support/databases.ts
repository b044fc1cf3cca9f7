import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { findMysql } from '../../scripts/provision/mysql-program.ts';
import { createMysqlDatabase, dropMysqlDatabase, type MysqlServer, startMysql } from './mysql.ts';

export type DatabaseKind = 'sqlite' | 'mysql';

/** Makes an empty database and returns its DATABASE_URL. Each call makes another one; they vanish after the suite. */
export type OpenDatabase = () => Promise<string>;

/** Where `scripts/mysql.ts` says which server it keeps running for test runs by hand. */
const HAND_SERVER = join(import.meta.dirname, '../../var/test-mysql.json');

/**
 * Runs a suite on SQLite and on MySQL. `define` registers the tests, and calls `open` in `before` or in a test; it
 * closes what it opened. Without MySQL on this machine the second half is skipped, by name.
 */
export function forEachDatabase(name: string, define: (open: OpenDatabase, kind: DatabaseKind) => void): void {
  // A suite that holds something else than databases may do with one of them.
  const only = process.env.TEST_DATABASE;
  if (only !== 'mysql') describeOnSqlite(name, define);
  if (only !== 'sqlite') describeOnMysql(name, define);
}

function describeOnSqlite(name: string, define: (open: OpenDatabase, kind: DatabaseKind) => void): void {
  describe(`${name} on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'bookstore-sqlite-'));
    let count = 0;
    define(() => Promise.resolve(`sqlite:${join(folder, `shop-${String(++count)}.db`)}`), 'sqlite');
    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });
  });
}

function describeOnMysql(name: string, define: (open: OpenDatabase, kind: DatabaseKind) => void): void {
  const missing = mysqlMissing();
  describe(`${name} on MySQL`, { skip: missing ?? false }, () => {
    if (missing === undefined) defineOnMysql(define);
  });
}

/** The reason why suites on MySQL are skipped here, or undefined where there is one. */
export function mysqlMissing(): string | undefined {
  if (sharedServerUrl() !== undefined || findMysql()) return undefined;
  return 'needs MySQL: `npm test -- --provision mysql` fetches it';
}

/** A MySQL for a suite: the one that the test run shares, else one of its own. `release` drops what was made in it. */
export interface MysqlLease {
  readonly open: OpenDatabase;
  readonly release: () => Promise<void>;
}

export async function leaseMysql(): Promise<MysqlLease> {
  const shared = sharedServerUrl();
  const own: MysqlServer | undefined = shared === undefined ? await startMysql() : undefined;
  const serverUrl = shared ?? own?.url() ?? '';
  const made: string[] = [];
  const open = async () => {
    const url = await createMysqlDatabase(serverUrl);
    made.push(url);
    return url;
  };
  const release = async () => {
    if (own) await own.stop();
    else await Promise.all(made.map(dropMysqlDatabase));
  };
  return { open, release };
}

function defineOnMysql(define: (open: OpenDatabase, kind: DatabaseKind) => void): void {
  let lease: MysqlLease | undefined;
  before(async () => {
    lease = await leaseMysql();
  });
  define(() => {
    if (!lease) throw new Error('open a database in `before` or in a test, not while the tests are registered');
    return lease.open();
  }, 'mysql');
  after(() => lease?.release());
}

function sharedServerUrl(): string | undefined {
  return process.env.TEST_MYSQL_URL ?? handServerUrl();
}

function handServerUrl(): string | undefined {
  try {
    const { pid, url } = JSON.parse(readFileSync(HAND_SERVER, 'utf8')) as { pid: number; url: string };
    process.kill(pid, 0);
    return url;
  } catch {
    return undefined; // Not there, or a leftover of one that has ended.
  }
}
