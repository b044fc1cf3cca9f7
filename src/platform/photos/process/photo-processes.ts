import { busy } from '../photo-refusals.ts';
import type { StoredPhoto } from '../stored-photo.ts';
import type { PhotoFigures, PhotoJob } from './messages.ts';
import { PhotoProcess } from './photo-process.ts';
import type { ProcessLimits } from './watch-process.ts';

export interface PhotoProcessesOptions {
  /** How many photos are developed at the same time. */
  workers: number;
  /** How many may wait for their turn before others are refused. */
  maximumWaiting: number;
  /** A process without work ends after this long: it holds some 70 MB. */
  idleMs: number;
  limits: ProcessLimits;
  onFigures: (figures: PhotoFigures) => void;
}

/** libvips and malloc keep some of what a large picture took; such a process is not used again. */
const worthKeepingBytes = 160_000_000;

/** Starts processes when there are photos, keeps them while more come, and ends them when none do. */
export class PhotoProcesses {
  readonly #options: PhotoProcessesOptions;
  readonly #idle: { process: PhotoProcess; timer: NodeJS.Timeout }[] = [];
  readonly #alive = new Set<PhotoProcess>();
  readonly #queue: (() => void)[] = [];
  #closed = false;

  constructor(options: PhotoProcessesOptions) {
    this.#options = options;
  }

  get pids(): number[] {
    return [...this.#alive].map(({ pid }) => pid ?? 0);
  }

  /** Starts a process ahead of the work, while an upload still arrives. */
  warm(): void {
    if (!this.#closed && this.#alive.size === 0) this.#putAside(this.#start());
  }

  /** Errors: photo.busy, and those of PhotoProcess. */
  async develop(job: PhotoJob): Promise<StoredPhoto> {
    const process = await this.#next();
    let peakBytes = 0;
    process.onFigures = (figures) => {
      peakBytes = figures.peakBytes;
      this.#options.onFigures(figures);
    };
    try {
      return await process.develop(job);
    } finally {
      if (process.usable && peakBytes > 0 && peakBytes < worthKeepingBytes) this.#putAside(process);
      else process.end();
      this.#queue.shift()?.();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#queue.splice(0)) wake();
    for (const { timer } of this.#idle.splice(0)) clearTimeout(timer);
    const ending = [...this.#alive].map((process) => process.ended);
    for (const process of this.#alive) process.end();
    await Promise.all(ending);
  }

  async #next(): Promise<PhotoProcess> {
    for (;;) {
      if (this.#closed) throw busy();
      const idle = this.#takeIdle();
      if (idle) return idle;
      if (this.#alive.size < this.#options.workers) return this.#start();
      if (this.#queue.length >= this.#options.maximumWaiting) throw busy();
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
  }
}
