import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildAssets } from '../../src/web/assets/build.ts';
import { claimFolder, removeLeftovers } from '../support/leftovers.ts';
import { type MysqlServer, startMysql } from '../support/mysql.ts';
import { startBalancer } from './balancer.ts';
import { type Cable, folderPrefix, layCable, mountSmallDisk, type SmallDisk, unmountLeftovers } from './faults.ts';
import { type Processes, startProcesses } from './processes.ts';
import type { Strike, StrikeKind } from './strikes.ts';

export interface Fleet {
  readonly databaseUrl: string;
  readonly folder: string;
  /** Addresses of web processes that answer just now. */
  urls(): string[];
  readonly size: number;
  /** What can be done to it on this machine; and why something else can't. */
  readonly possible: readonly StrikeKind[];
  readonly impossible: readonly string[];
  readonly kills: () => number;
  /** Strikes, and returns while what was struck comes back by itself. */
  strike(strike: Strike): Promise<void>;
  /** Resolves once all that was struck runs again. */
  back(): Promise<void>;
  /** Sentences about processes that ended, or did not come back, though nobody killed them. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** Web × 3 and worker × 2 on a durable MySQL behind a cable of its own, or one process with both roles on an SQLite file. */
export async function startFleet(kind: 'mysql' | 'sqlite'): Promise<Fleet> {
  unmountLeftovers();
  removeLeftovers(tmpdir(), folderPrefix);
  const folder = mkdtempSync(join(tmpdir(), folderPrefix));
  claimFolder(folder);
  const disk = mountSmallDisk(join(folder, 'uploads'));
  const cable = kind === 'mysql' ? layCable() : 'no network';
  const mysql = kind === 'mysql' ? await startDatabase(cable) : undefined;
  const databaseUrl = mysql ? await mysql.createDatabase() : `sqlite:${join(folder, 'shop.db')}`;
  const assets = await buildAssets(join(folder, 'assets'));
  const balancer = await startBalancer(() => processes.urls());
  const environment = {
    SHOP_HOLD_SECONDS: '6',
    SHOP_SLOW_HOLD_SECONDS: '12',
    SHOP_ADMIN_SECOND_FACTOR: 'optional',
    LOG_LEVEL: 'warn',
    PUBLIC_URL: balancer.url,
    UPLOAD_FOLDER: join(folder, 'uploads'),
  };
  const processes: Processes = await startProcesses(
    mysql ? ['web', 'web', 'web', 'worker', 'worker'] : ['web,worker'],
    { databaseUrl, environment, assetsFolder: assets.folder },
  );
  const faults = faultsOf({ mysql, disk, cable, processes });
  return {
    databaseUrl,
    folder,
    size: processes.size,
    urls: () => processes.urls(),
    ...faults,
    complaints: processes.complaints,
    back: async () => {
      await faults.back();
      await processes.back();
    },
    stop: async () => {
      await processes.stop();
      await balancer.close();
      await mysql?.stop();
      if (typeof cable !== 'string') await cable.close();
      if (typeof disk !== 'string') disk.unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const startDatabase = (cable: Cable | string): Promise<MysqlServer> =>
  startMysql({ durable: true, ...(typeof cable === 'string' ? {} : { host: cable.address, within: cable.within }) });

interface Struck {
  readonly mysql: MysqlServer | undefined;
  readonly disk: SmallDisk | string;
  readonly cable: Cable | string;
  readonly processes: Processes;
}

function faultsOf(struck: Struck): Pick<Fleet, 'possible' | 'impossible' | 'kills' | 'strike' | 'back'> {
  const { mysql, disk, cable, processes } = struck;
  let databaseKills = 0;
  /** One fault of the database or disk at a time; kills of processes go on meanwhile. */
  let fault = Promise.resolve();
  const during = async (ms: number, begin: () => void, end: () => void): Promise<void> => {
    begin();
    await sleep(ms).finally(end);
  };
  const killDatabase = async (): Promise<void> => {
    databaseKills++;
    await mysql?.kill();
    await mysql?.start();
  };
  const begin = (strike: Exclude<Strike, { place: number }>): Promise<void> => {
    if (strike.kind === 'kill -9 of MySQL') return killDatabase();
    if (strike.kind === 'MySQL paused')
      return during(
        strike.ms,
        () => mysql?.pause(),
        () => mysql?.resume(),
      );
    if (strike.kind === 'photo disk full' && typeof disk !== 'string') return during(strike.ms, disk.fill, disk.empty);
    if (typeof cable === 'string') return Promise.resolve();
    return strike.kind === 'network cut'
      ? during(strike.ms, cable.pull, cable.plug)
      : during(strike.ms, cable.loseAnswers, cable.keepAnswers);
  };
  return {
    possible: [
      'kill -9 of a process',
      ...(mysql ? (['kill -9 of MySQL', 'MySQL paused'] as const) : []),
      ...(typeof cable === 'string' ? [] : (['network cut', 'answers lost'] as const)),
      ...(typeof disk === 'string' ? [] : (['photo disk full'] as const)),
    ],
    impossible: [
      ...(mysql && typeof cable === 'string' ? [`the network is not cut: ${cable}`] : []),
      ...(typeof disk === 'string' ? [`the photo disk is not filled: ${disk}`] : []),
    ],
    kills: () => processes.kills() + databaseKills,
    strike: async (strike) => {
      if ('place' in strike) return processes.kill(strike.place);
      await fault;
      fault = begin(strike);
      fault.catch(() => undefined);
    },
    back: () => fault,
  };
}
