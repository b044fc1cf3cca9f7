import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { mysqlFolder } from './fetch-mysql.ts';
import { findProgram, runProgram } from './run-program.ts';

export interface MysqlProgram {
  readonly flavour: 'mysql' | 'mariadb';
  /** The program, then the arguments that it needs at every start. */
  readonly command: readonly [string, ...string[]];
  /** Arguments that switch off what only this flavour has. */
  readonly lean: readonly string[];
  /** An initialised data folder that new servers are copied from: making one takes five seconds, copying 0.1. */
  readonly template: string;
}

/** MySQL as fetched into the cache, else the system's own server; MariaDB first, since it calls itself mysqld as well. */
export function findMysql(): MysqlProgram | undefined {
  return fetchedMysql() ?? systemServer('mariadbd', 'mariadb') ?? systemServer('mysqld', 'mysql');
}

function fetchedMysql(): MysqlProgram | undefined {
  const root = join(mysqlFolder, 'root/usr');
  const libraries = libraryFolder(join(root, 'lib'));
  if (!libraries || !existsSync(join(root, 'sbin/mysqld'))) return undefined;
  const loader = readdirSync(libraries).find((name) => /^ld-linux.*\.so/.test(name));
  if (!loader) return undefined;
  const share = join(root, 'share/mysql');
  const folders = [
    `--basedir=${root}`,
    `--lc-messages-dir=${share}`,
    `--character-sets-dir=${join(share, 'charsets')}`,
    `--plugin-dir=${join(root, 'lib/mysql/plugin')}`,
  ];
  const start = ['--library-path', libraries, join(root, 'sbin/mysqld'), ...usual(), ...folders];
  return {
    flavour: 'mysql',
    command: [join(libraries, loader), ...start],
    lean: ['--mysqlx=OFF'],
    template: join(mysqlFolder, 'template'),
  };
}

function libraryFolder(parent: string): string | undefined {
  if (!existsSync(parent)) return undefined;
  const name = readdirSync(parent).find((entry) => entry.endsWith('-linux-gnu'));
  return name === undefined ? undefined : join(parent, name);
}

function systemServer(name: string, flavour: MysqlProgram['flavour']): MysqlProgram | undefined {
  const program = findProgram(name);
  if (!program) return undefined;
  const lean = flavour === 'mysql' ? ['--mysqlx=OFF'] : [];
  return { flavour, command: [program, ...usual()], lean, template: cacheFolder(`${name}-template`) };
}

function usual(): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  return ['--no-defaults', ...asRoot, ...(process.platform === 'linux' ? ['--secure-file-priv='] : [])];
}

/** Makes the data folder that servers are copied from, once per machine. */
export async function prepareTemplate(program: MysqlProgram): Promise<void> {
  if (existsSync(program.template)) return;
  const work = `${program.template}.${String(process.pid)}`;
  await mkdir(work, { recursive: true });
  const [server, ...args] = program.command;
  if (program.flavour === 'mysql') {
    await runProgram(server, [...args, `--datadir=${work}`, '--initialize-insecure', '--innodb-redo-log-capacity=16M']);
  } else {
    const quiet = ['--skip-test-db', '--auth-root-authentication-method=normal'];
    await runProgram('mariadb-install-db', [...usual().slice(0, 2), `--datadir=${work}`, ...quiet]);
  }
  await rename(work, program.template).catch(() => rm(work, { recursive: true, force: true }));
}
