import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, readFileSync, rmdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
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

/** A Docker daemon of one's own, which the kernel ends, with all that it runs, at the latest with the process that started it. */
export class DockerDaemon {
  readonly socket: string;
  private readonly child: ChildProcess;
  private readonly folder: string;
  private log = '';

  constructor(child: ChildProcess, folder: string, socket: string) {
    this.child = child;
    this.folder = folder;
    this.socket = socket;
    const keep = (chunk: Buffer) => {
      this.log = (this.log + chunk.toString()).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** The daemon's process, in whose network the containers' ports are published; 0 once it has ended. */
  get pid(): number {
    const starter = String(this.child.pid);
    try {
      return Number(readFileSync(`/proc/${starter}/task/${starter}/children`, 'utf8').trim());
    } catch {
      return 0;
    }
  }

  /** False: another run uses its folder. Errors: it does not start. */
  async answers(): Promise<boolean> {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline && this.child.exitCode === null && this.child.signalCode === null) {
      if (await this.isUp()) return true;
      await sleep(100);
    }
    const status = this.child.exitCode;
    await this.stop();
    if (status === IN_USE) return false;
    const said = this.log.trim().split('\n').at(-1) ?? '';
    throw new Error(`dockerd does not start: ${said.slice(-300)}`);
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

  private isUp(): Promise<boolean> {
    return runProgram('curl', ['-sf', '--unix-socket', this.socket, 'http://docker/_ping']).then(
      () => true,
      () => false,
    );
  }
}

/** Its images and volumes are kept in the user's cache for the next one. Errors: it does not start. */
export async function startDockerDaemon(): Promise<DockerDaemon> {
  for (let number = 1; number <= MOST_AT_ONCE; number++) {
    const daemon = await spawnDaemon(join(cacheFolder('docker'), `machine-${String(number)}`));
    if (await daemon.answers()) return daemon;
  }
  throw new Error(`${String(MOST_AT_ONCE)} daemons of other runs are there already`);
}

async function spawnDaemon(data: string): Promise<DockerDaemon> {
  const folder = await mkdtemp(join(tmpdir(), 'bookstore-docker-'));
  const socket = join(folder, 'docker.sock');
  const machine = [join(import.meta.dirname, 'docker-machine.sh'), data, socket, basename(folder)];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...machine], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: [process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter) },
  });
  return new DockerDaemon(child, folder, socket);
}

/** The kernel lets an empty group of processes stand. */
function removeGroups(name: string): void {
  for (const group of globSync(`/sys/fs/cgroup{,/*}/${name}{,/*}`).sort().reverse()) {
    try {
      rmdirSync(group);
    } catch {
      // Something still ends in it.
    }
  }
}
