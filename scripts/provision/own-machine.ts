import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, readFileSync, rmdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from './cache-folder.ts';
import { runProgram } from './run-program.ts';

const START_SECONDS = 60;
const STOP_SECONDS = 20;
/** Runs at the same time on one machine. */
const MOST_AT_ONCE = 4;
const IN_USE = 75;
const namespaces = ['--net', '--mount', '--propagation', 'slave', '--pid', '--fork', '--kill-child', '--mount-proc'];

export interface MachinePlan {
  /** Names its folders. */
  readonly name: string;
  /** Run there with a folder that is kept, one that isn't, and a name for its groups of processes. Exits 75 where another one uses the kept folder. */
  readonly script: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly isUp: (machine: OwnMachine) => Promise<boolean>;
  readonly startSeconds?: number;
}

/** A machine within this one: its network, mounts and processes are its own, and the kernel ends it at the latest with the process that started it. */
export class OwnMachine {
  /** Goes with it. */
  readonly folder: string;
  private readonly child: ChildProcess;
  private log = '';

  constructor(child: ChildProcess, folder: string) {
    this.child = child;
    this.folder = folder;
    const keep = (chunk: Buffer) => {
      this.log = (this.log + chunk.toString()).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** Its first process, by which its network is entered; 0 once it has ended. */
  get pid(): number {
    const starter = String(this.child.pid);
    try {
      return Number(readFileSync(`/proc/${starter}/task/${starter}/children`, 'utf8').trim());
    } catch {
      return 0;
    }
  }

  /** False: another run uses its folder. Errors: it does not start. */
  async answers({ name, isUp, startSeconds = START_SECONDS }: MachinePlan): Promise<boolean> {
    const deadline = Date.now() + startSeconds * 1000;
    while (Date.now() < deadline && this.child.exitCode === null && this.child.signalCode === null) {
      if (await isUp(this)) return true;
      await sleep(100);
    }
    const status = this.child.exitCode;
    await this.stop();
    if (status === IN_USE) return false;
    const said = this.log.trim().split('\n').at(-1) ?? '';
    throw new Error(`${name} does not start: ${said.slice(-300)}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      if (this.pid > 0) process.kill(this.pid, 'SIGTERM');
      const insist = setTimeout(() => this.child.kill('SIGKILL'), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(insist);
    }
    await rm(this.folder, { recursive: true, force: true });
    removeGroups(basename(this.folder));
  }
}

/** Why this machine can't hold another one, or undefined. Asked before anything is installed: most machines of CI are containers that may not do this. */
export function whyNoMachine(): Promise<string | undefined> {
  asked ??= askForMachine();
  return asked;
}

/** Once for all who ask. */
let asked: Promise<string | undefined> | undefined;

async function askForMachine(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'it is started on Linux only';
  if (process.getuid?.() !== 0) return 'it is started by root only';
  // Where the machine's data will be: not every file system carries layers.
  const probe = cacheFolder(`probe-${String(process.pid)}`);
  for (const name of ['lower', 'upper', 'work', 'merged']) await mkdir(join(probe, name), { recursive: true });
  const layers = `lowerdir=${probe}/lower,upperdir=${probe}/upper,workdir=${probe}/work`;
  const mount = ['mount', '-t', 'overlay', 'overlay', '-o', layers, `${probe}/merged`];
  const reason = await runProgram('unshare', ['--net', '--mount', '--pid', '--fork', '--mount-proc', ...mount]).then(
    () => undefined,
    () => 'this machine lets no process have a network and layered folders of its own',
  );
  await rm(probe, { recursive: true, force: true });
  return reason;
}

/** Errors: it does not start. */
export async function startOwnMachine(plan: MachinePlan): Promise<OwnMachine> {
  for (let number = 1; number <= MOST_AT_ONCE; number++) {
    const machine = await spawnMachine(plan, join(cacheFolder(plan.name), `machine-${String(number)}`));
    if (await machine.answers(plan)) return machine;
  }
  throw new Error(`${String(MOST_AT_ONCE)} of other runs are there already`);
}

async function spawnMachine({ name, script, environment }: MachinePlan, kept: string): Promise<OwnMachine> {
  const folder = await mkdtemp(join(tmpdir(), `bookstore-${name}-`));
  const command = [join(import.meta.dirname, script), kept, folder, basename(folder)];
  const path = [process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter);
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment, PATH: path },
  });
  return new OwnMachine(child, folder);
}

/** The kernel lets an empty group of processes stand. */
function removeGroups(name: string): void {
  for (const group of globSync(`/sys/fs/cgroup{,/*}/${name}{,/**/}`).sort().reverse()) {
    try {
      rmdirSync(group);
    } catch {
      // A file, or something still ends in it.
    }
  }
}
