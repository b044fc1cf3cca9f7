import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type NginxSettings, type Profile, renderNginx } from '../nginx/render.ts';

export interface RunningNginx {
  folder: string;
  pid: number;
  /** Writes a new configuration and takes it up without dropping a connection. */
  reload(settings?: Partial<NginxSettings>): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

export interface NginxPlace {
  /** Put before the command: a namespace to run it in. */
  within?: string[];
  folder?: string;
}

/** Real NGINX from one of the profiles, in a folder of its own, until `stop`. */
export async function startNginx(
  profile: Profile,
  settings: Omit<NginxSettings, 'runFolder' | 'cacheFolder'>,
  place: NginxPlace = {},
): Promise<RunningNginx> {
  const folder = place.folder ?? mkdtempSync(join(tmpdir(), 'bookstore-nginx-'));
  const file = join(folder, 'nginx.conf');
  const write = (change: Partial<NginxSettings> = {}) => {
    for (const name of ['run', 'cache']) mkdirSync(join(folder, name), { recursive: true });
    const places = { runFolder: join(folder, 'run'), cacheFolder: join(folder, 'cache') };
    const logs = { accessLog: join(folder, 'access.log'), errorLog: join(folder, 'error.log') };
    writeFileSync(file, renderNginx(profile, { ...places, ...logs, ...settings, ...change }));
  };
  write();
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  const command = [...(place.within ?? []), 'nginx', '-c', file, '-g', `${user}daemon off;`];
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const pid = await masterPid(join(folder, 'run/nginx.pid'), child, () => complaint);
  return {
    folder,
    pid,
    log: () => readFileSync(join(folder, 'access.log'), 'utf8'),
    reload: async (change) => {
      write(change);
      process.kill(pid, 'SIGHUP');
      await sleep(300);
    },
    stop: async () => {
      await ended(child, pid);
      if (!place.folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function masterPid(file: string, child: ChildProcess, complaint: () => string): Promise<number> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    try {
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid > 0) return pid;
    } catch {
      // Not there yet.
    }
    await sleep(25);
  }
  child.kill('SIGKILL');
  throw new Error(`NGINX does not start: ${complaint()}`);
}

async function ended(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(pid, 'SIGTERM');
  await gone;
}
