import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { findMysql, type MysqlProgram, prepareTemplate } from '../../scripts/provision/mysql-program.ts';
import { findProgram } from '../../scripts/provision/run-program.ts';
import { freePort } from './free-port.ts';
import { claimFolder, removeLeftovers } from './leftovers.ts';

const FOLDER_PREFIX = 'bookstore-mysql-';
const START_SECONDS = 60;
const STOP_SECONDS = 30;
const MEMORY_FOLDER = '/dev/shm';
const MEMORY_NEEDED_BYTES = 3e9;

export interface MysqlOptions {
  /** Each commit reaches the disk before it answers, as in production. Ordinary tests go without: it is faster. */
  readonly durable?: boolean;
  /** More arguments for the server. */
  readonly args?: readonly string[];
  /** Where it listens; default 127.0.0.1. */
  readonly host?: string;
  /** Put before its command: a network namespace to run it in. */
  readonly within?: readonly string[];
}

/** A real MySQL (or MariaDB) of one's own, on a free port, that ends with the process that started it. */
export class MysqlServer {
  readonly port: number;
  readonly socket: string;
  private readonly program: MysqlProgram;
  private readonly folder: string;
  private readonly args: readonly string[];
  private readonly host: string;
  private readonly within: readonly string[];
  private child: ChildProcess | undefined;

  constructor(program: MysqlProgram, folder: string, port: number, options: MysqlOptions) {
    this.program = program;
    this.folder = folder;
    this.port = port;
    this.socket = join(folder, 'mysqld.sock');
    this.host = options.host ?? '127.0.0.1';
    this.within = options.within ?? [];
    this.args = [...serverArguments(folder, port, options), ...program.lean, ...(options.args ?? [])];
  }

  get pid(): number {
    if (this.child?.pid === undefined) throw new Error('MySQL is not running');
    return this.child.pid;
  }

  /** DATABASE_URL of one database of this server; without a name, of the server itself. */
  url(databaseName = ''): string {
    return `mysql://bookstore:bookstore@${this.host}:${String(this.port)}/${databaseName}`;
  }

  createDatabase(): Promise<string> {
    return createMysqlDatabase(this.url());
  }

  /** Starts it, also again after `stop` or `kill`, on the same data and port; returns when it answers. */
  async start(): Promise<void> {
    const log = openSync(join(this.folder, 'mysqld.log'), 'a');
    const [program, ...args] = endsWithParent(this.within, [...this.program.command, ...this.args]);
    this.child = spawn(program, args, { stdio: ['ignore', log, log] });
    await this.waitUntilItAnswers(this.child);
  }

  async stop(): Promise<void> {
    this.resume();
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** As a power cut would: nothing is flushed. The data stay for the next `start`. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** It keeps its connections and answers nothing, as a server that hangs. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) =>
      child.once('exit', () => {
        resolve();
      }),
    );
    child.kill(signal);
    const insist = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
    await ended;
    clearTimeout(insist);
  }

  private async waitUntilItAnswers(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) break;
      if (await answers(this.url())) return;
      await sleep(50);
    }
    throw new Error(`MySQL does not start: ${readFileSync(join(this.folder, 'mysqld.log'), 'utf8').slice(-1500)}`);
  }
}

/** Starts a server of one's own in about a second. Errors: no MySQL on this machine (`npm test` fetches it). */
export async function startMysql(options: MysqlOptions = {}): Promise<MysqlServer> {
  const program = findMysql();
  if (!program) throw new Error('no MySQL on this machine: `npm test -- --provision mysql` fetches it');
  await prepareTemplate(program);
  const parent = dataParent(options);
  removeLeftovers(parent, FOLDER_PREFIX);
  const folder = await mkdtemp(join(parent, FOLDER_PREFIX));
  claimFolder(folder);
  await cp(program.template, join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'first.sql'), FIRST_STATEMENTS);
  const server = new MysqlServer(program, folder, await freePort(), options);
  await server.start();
  return server;
}

/** Makes an empty database and returns its DATABASE_URL. */
export async function createMysqlDatabase(serverUrl: string): Promise<string> {
  const name = `bookstore_${randomBytes(6).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropMysqlDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/';
  await execute(url.href, `DROP DATABASE IF EXISTS ${name}`);
}

async function execute(url: string, statement: string): Promise<void> {
  const connection = await mysql.createConnection(url);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await execute(url, 'SELECT 1');
    return true;
  } catch {
    return false;
  }
}

const FIRST_STATEMENTS = `CREATE USER IF NOT EXISTS bookstore@'%' IDENTIFIED BY 'bookstore';
GRANT ALL ON *.* TO bookstore@'%' WITH GRANT OPTION;
`;

function serverArguments(
  folder: string,
  port: number,
  { durable = false, host = '127.0.0.1' }: MysqlOptions,
): string[] {
  const commit = durable
    ? ['--innodb-flush-log-at-trx-commit=1']
    : ['--innodb-flush-log-at-trx-commit=2', '--skip-log-bin'];
  return [
    `--datadir=${join(folder, 'data')}`,
    `--socket=${join(folder, 'mysqld.sock')}`,
    `--pid-file=${join(folder, 'mysqld.pid')}`,
    `--init-file=${join(folder, 'first.sql')}`,
    `--bind-address=${host}`,
    `--port=${String(port)}`,
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=256M',
    '--performance-schema=OFF',
    '--max-connections=300',
    ...commit,
  ];
}

/** Memory, where there is enough of it (a container has 64 MB): creating tables is twice as fast as on disk. */
function dataParent({ durable = false }: MysqlOptions): string {
  if (durable || process.platform !== 'linux') return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize > MEMORY_NEEDED_BYTES ? MEMORY_FOLDER : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** A test run that is killed must not leave its server behind: the kernel ends it with its parent. */
function endsWithParent(within: readonly string[], command: [string, ...string[]]): [string, ...string[]] {
  const setpriv = findProgram('setpriv');
  const [first = '', ...rest] = [...within, ...(setpriv ? [setpriv, '--pdeathsig', 'KILL'] : []), ...command];
  return [first, ...rest];
}
