import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { setPriority } from 'node:os';
import { DomainError } from '../../errors.ts';
import { storageUnavailable, tooManyPixels, tooSlow, unreadable } from '../photo-refusals.ts';
import type { StoredPhoto } from '../stored-photo.ts';
import type { PhotoAnswer, PhotoFigures, PhotoJob } from './messages.ts';
import { type Exceeded, type ProcessLimits, watchProcess } from './watch-process.ts';

/** Below the shop's own priority, so that pages are answered first on a machine with few cores. */
const niceness = 5;

/** libvips and malloc keep some of what a large picture took; such a process is not used again. */
const worthKeepingBytes = 120_000_000;

/** Starting takes a tenth of a second, but the machine may be busy. */
const patienceMs = 10_000;

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
  readonly #started: Promise<void>;
  readonly #child: ChildProcess;
  readonly #limits: ProcessLimits;
  readonly #onFigures: (figures: PhotoFigures) => void;
  #restingBytes = 0;

  constructor(limits: ProcessLimits, onFigures: (figures: PhotoFigures) => void) {
    this.#limits = limits;
    this.#onFigures = onFigures;
    this.#child = startChild();
    this.ended = endOf(this.#child);
    this.#started = this.#start();
    // Whoever asks for a photo hears of it; while nobody does, it is no one's failure.
    this.#started.catch(() => undefined);
    this.#rest();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it can take another photo. */
  get usable(): boolean {
    const { connected, exitCode, signalCode, killed } = this.#child;
    const lives = connected && exitCode === null && signalCode === null && !killed;
    return lives && this.#restingBytes < worthKeepingBytes;
  }

  /** Errors: photo.unsupported, photo.unreadable, photo.too_many_pixels, photo.too_slow, photo.storage_… */
  async develop(job: PhotoJob): Promise<StoredPhoto> {
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      await this.#started;
      return this.#photoOf(await this.#ask(job));
    } finally {
      this.#rest();
    }
  }

  /** At once, whatever it does. */
  end(): void {
    this.#child.ref();
    this.#child.kill('SIGKILL');
  }

  async #start(): Promise<void> {
    const guard = setTimeout(() => {
      this.end();
    }, this.#limits.wallMs + patienceMs).unref();
    const ready = once(this.#child, 'message');
    ready.catch(() => undefined);
    const first = await Promise.race([ready, this.ended]);
    clearTimeout(guard);
    if (first === undefined) throw new Error('The process for photos could not start.');
  }

  #ask(job: PhotoJob): Promise<PhotoAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<PhotoAnswer>();
    const stopWatching = watchProcess(this.#child.pid ?? 0, this.#limits, (what) => {
      reject(refusals[what]());
      this.end();
    });
    this.#child.once('message', resolve);
    void this.ended.then(() => {
      reject(unreadable());
    });
    this.#child.send(job);
    return promise.finally(() => {
      stopWatching();
      this.#child.off('message', resolve);
    });
  }

  #photoOf(answer: PhotoAnswer): StoredPhoto {
    if (answer.kind === 'ready') throw new Error('The process for photos answered out of turn.');
    this.#restingBytes = answer.figures.restingBytes;
    this.#onFigures(answer.figures);
    if (answer.kind === 'stored') return answer.photo;
    if (answer.kind === 'failed') throw new Error(`A photo could not be kept: ${answer.reason}`);
    const { code, status, message, details } = answer.refusal;
    throw new DomainError(code, status, message, details);
  }

  /** A process that waits for work doesn't keep the shop from ending. */
  #rest(): void {
    if (this.#child.killed) return;
    this.#child.unref();
    this.#child.channel?.unref();
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    // It could not be started, or a message found it gone; in the second case its exit follows.
    child.on('error', () => {
      if (child.pid === undefined) resolve();
    });
  });
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
