import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MysqlServer, startMysql } from '../support/mysql.ts';
import { type RunningShop, startShop } from '../support/shop.ts';
import type { Dice } from './dice.ts';

export interface Fleet {
  readonly databaseUrl: string;
  /** Addresses of processes that answer just now. */
  urls(): string[];
  /** With fewer processes than this nothing is struck: there would be nobody left to do anything wrong. */
  readonly least: number;
  /** Kills a process, or the database, or lets the database hang; brings it back. Answers what it did. */
  strike(): Promise<string>;
  readonly kills: () => number;
  /** Resolves once all that was killed runs again. */
  back(): Promise<void>;
  stop(): Promise<void>;
}

const environment = { SHOP_HOLD_SECONDS: '6', LOG_LEVEL: 'warn' };
const rolesOnMysql = ['web', 'web', 'web,worker', 'web,worker'];

/** Several processes on a durable MySQL of their own, or one on an SQLite file. */
export async function startFleet(kind: 'mysql' | 'sqlite', dice: Dice): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-torture-'));
  const mysql = kind === 'mysql' ? await startMysql({ durable: true }) : undefined;
  const databaseUrl = mysql ? await mysql.createDatabase() : `sqlite:${join(folder, 'shop.db')}`;
  const start = (roles: string): Promise<RunningShop> =>
    startShop({ databaseUrl, environment: { ...environment, ROLES: roles, UPLOAD_FOLDER: join(folder, 'uploads') } });
  const roles = mysql ? rolesOnMysql : ['web,worker'];
  const first = await start(roles[0] ?? 'web');
  const processes: (RunningShop | undefined)[] = [first, ...(await Promise.all(roles.slice(1).map(start)))];
  const restarts = new Set<Promise<void>>();
  let kills = 0;
  let failed: unknown;
  const restart = async (place: number): Promise<void> => {
    try {
      processes[place] = await start(roles[place] ?? 'web');
    } catch (error) {
      failed = error;
    }
  };
  const killProcess = async (): Promise<string> => {
    if (failed !== undefined) throw new Error('a killed process does not come back', { cause: failed });
    const place = dice.below(roles.length);
    const victim = processes[place];
    if (!victim) return 'nothing: that process is not back yet';
    processes[place] = undefined;
    victim.kill('SIGKILL');
    await victim.stop();
    kills++;
    const coming = restart(place);
    restarts.add(coming);
    void coming.finally(() => restarts.delete(coming));
    return `kill -9 of ${roles[place] ?? ''}`;
  };
  return {
    databaseUrl,
    least: mysql ? 3 : 1,
    urls: () => processes.flatMap((each) => (each ? [each.url] : [])),
    kills: () => kills,
    strike: async () => {
      const which = mysql ? dice.below(8) : 7;
      if (!mysql || which > 1) return killProcess();
      if (which === 1) return hang(mysql);
      kills++;
      await mysql.kill();
      await mysql.start();
      return 'kill -9 of MySQL';
    },
    back: async () => {
      await Promise.all(restarts);
    },
    stop: async () => {
      await Promise.all(restarts);
      await Promise.all(processes.flatMap((each) => (each ? [each.stop()] : [])));
      await mysql?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function hang(mysql: MysqlServer): Promise<string> {
  mysql.pause();
  await sleep(1_500);
  mysql.resume();
  return 'MySQL paused';
}
