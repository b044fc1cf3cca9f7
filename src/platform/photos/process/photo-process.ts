import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { setPriority } from 'node:os';
import { DomainError } from '../../errors.ts';
import { storageUnavailable, tooManyPixels, tooSlow, unreadable } from '../photo-refusals.ts';
import type { StoredPhoto } from '../stored-photo.ts';
import type { PhotoAnswer, PhotoFigures, PhotoJob } from './messages.ts';
import { type Exceeded, type ProcessLimits, watchProcess } from './watch-process.ts';

/** Below the shop's own priority, so that pages are answered first on a machine with few cores. */
const niceness = 5;

const refusals: Readonly<Record<Exceeded, () => DomainError>> = {
  cpu: tooSlow,
  memory: tooManyPixels,
  // Whoever neither works nor ends waits for the file system.
  wall: storageUnavailable,
};

/** One process that develops photos, one at a time. It is started at once and ends when it is told or passes a limit. */
export class PhotoProcess {
  /** Settles when the process has ended, however it did. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #limits: ProcessLimits;
  readonly #onFigures: (figures: PhotoFigures) => void;
  #ready = false;
  #settle: ((answer: PhotoAnswer | Error) => void) | undefined;
  #waiting: PhotoJob | undefined;

  constructor(limits: ProcessLimits, onFigures: (figures: PhotoFigures) => void) {
    this.#limits = limits;
    this.#onFigures = onFigures;
    this.#child = startChild();
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', () => {
        resolve();
        this.#hear(this.#ready ? unreadable() : new Error('The process for photos could not start.'));
      });
      this.#child.once('error', (error) => {
        this.#hear(error);
        if (this.#child.pid === undefined) resolve();
      });
    });
    this.#child.on('message', (answer: PhotoAnswer) => {
      this.#hear(answer);
    });
    this.#rest();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get usable(): boolean {
    return this.#child.connected && this.#child.exitCode === null && !this.#child.killed;
  }

  /** Errors: photo.unsupported, photo.unreadable, photo.too_many_pixels, photo.too_slow, photo.storage_… */
  async develop(job: PhotoJob): Promise<StoredPhoto> {
    this.#child.ref();
    this.#child.channel?.ref();
    const stop = watchProcess(this.#child.pid ?? 0, this.#limits, (what) => {
      this.#hear(refusals[what]());
      this.end();
    });
    try {
      return this.#photoOf(await this.#ask(job));
    } finally {
      stop();
      this.#rest();
    }
  }

  /** At once, whatever it does. */
  end(): void {
    this.#child.kill('SIGKILL');
  }

  #ask(job: PhotoJob): Promise<PhotoAnswer> {
    return new Promise((resolve, reject) => {
      this.#settle = (answer) => {
        this.#settle = undefined;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      if (this.#ready) this.#child.send(job);
      else this.#waiting = job;
    });
  }

  #hear(answer: PhotoAnswer | Error): void {
    if (answer instanceof Error || answer.kind !== 'ready') {
      this.#settle?.(answer);
      return;
    }
    this.#ready = true;
    if (this.#waiting) this.#child.send(this.#waiting);
    this.#waiting = undefined;
  }

  #photoOf(answer: PhotoAnswer): StoredPhoto {
    if (answer.kind === 'ready') throw new Error('The process for photos answered out of turn.');
    this.#onFigures(answer.figures);
    if (answer.kind === 'stored') return answer.photo;
    if (answer.kind === 'failed') throw new Error(`A photo could not be kept: ${answer.reason}`);
    const { code, status, message, details } = answer.refusal;
    throw new DomainError(code, status, message, details);
  }

  /** A process that waits for work doesn't keep the shop from ending. */
  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }
}

/** Knows none of the shop's secrets: it gets the two or three variables it needs and no more. */
function startChild(): ChildProcess {
  const cache = getCompileCacheDir();
  const child = fork(new URL('./main.ts', import.meta.url), [], {
    env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2', ...(cache ? { NODE_COMPILE_CACHE: cache } : {}) },
    execArgv: ['--max-old-space-size=96', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  lowerPriority(child.pid);
  return child;
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // Some containers forbid it; photos are then developed at the shop's priority.
  }
}
