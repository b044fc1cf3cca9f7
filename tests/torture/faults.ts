import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lab, labMissing } from '../../deploy/testing/lab.ts';

/** A photo disk that can be full: a small file system in memory. */
export interface SmallDisk {
  readonly fill: () => void;
  readonly empty: () => void;
  readonly unmount: () => void;
}

const diskMegabytes = 48;
const prefix = 'bookstore-torture-';

/** Mounts it at `folder`. Errors: none; where this machine lets nobody mount, the reason instead. */
export function mountSmallDisk(folder: string): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux to mount a small disk';
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(diskMegabytes)}m`, 'bookstore-torture', folder], {
      stdio: 'pipe',
    });
  } catch (error) {
    return `needs to mount a small disk: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
  const ballast = join(folder, 'ballast');
  return {
    fill: () => fill(ballast),
    empty: () => rmSync(ballast, { force: true }),
    unmount: () => execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' }),
  };
}

function fill(path: string): void {
  try {
    writeFileSync(path, Buffer.alloc(diskMegabytes * 1_048_576));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** Disks of runs that were killed before they could unmount them. */
export function unmountLeftovers(): void {
  if (!existsSync('/proc/mounts')) return;
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const [device, folder = ''] = line.split(' ');
    if (device !== 'bookstore-torture' || !folder.includes(prefix)) continue;
    const owner = Number(readOr(join(folder, '..', 'owner.pid'), '0'));
    if (!existsSync(`/proc/${String(owner)}`)) execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
  }
}

const readOr = (path: string, otherwise: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : otherwise);

export { prefix as folderPrefix };

/** A network of its own for the database, so that a cable can be pulled. */
export interface Cable {
  readonly address: string;
  /** Put before a command, it runs at the other end. */
  readonly within: readonly string[];
  readonly pull: () => void;
  readonly plug: () => void;
  /** What the database sends is lost, and it believes that its clients are gone. */
  readonly loseAnswers: () => void;
  readonly keepAnswers: () => void;
  close(): Promise<void>;
}

const databaseHost = 12;

/** Errors: none; where this machine has no network namespaces, the reason instead. */
export function layCable(): Cable | string {
  const missing = labMissing();
  if (missing !== undefined) return missing;
  const lab = new Lab(100 + (process.pid % 100));
  const host = lab.host(databaseHost);
  const rules =
    'table inet lost { chain out { type filter hook output priority 0; meta l4proto tcp reject with tcp reset\n}\n}\n';
  return {
    address: host.address,
    within: host.within,
    pull: () => host.cut(),
    plug: () => host.mend(),
    loseAnswers: () => host.nft(rules),
    keepAnswers: () => host.nft('table inet lost\ndelete table inet lost\n'),
    close: () => lab.close(),
  };
}
