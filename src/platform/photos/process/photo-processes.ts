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

interface Waiting {
  resolve: (process: PhotoProcess) => void;
  reject: (error: Error) => void;
}

/** Starts processes when there are photos, keeps them while more come, and ends them when none do. */
export class PhotoProcesses {
  readonly #options: PhotoProcessesOptions;
  readonly #idle = new Map<PhotoProcess, NodeJS.Timeout>();
  readonly #alive = new Set<PhotoProcess>();
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor(options: PhotoProcessesOptions) {
    this.#options = options;
  }

  get pids(): number[] {
    return [...this.#alive].map(({ pid }) => pid ?? 0);
  }

  /** Starts a process ahead of the work, while an upload still arrives. */
  warm(): void {
    if (!this.#closed && this.#alive.size === 0) this.#handOn(this.#start());
  }

  /** Errors: photo.busy, and those of PhotoProcess. */
  async develop(job: PhotoJob): Promise<StoredPhoto> {
    const process = await this.#next();
    try {
      return await process.develop(job);
    } finally {
      if (process.usable) this.#handOn(process);
      else process.end();
    }
  }

  /** Ends the processes at once; what they were doing is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#queue.splice(0)) reject(busy());
    const ending = [...this.#alive].map((process) => process.ended);
    for (const process of this.#alive) process.end();
    await Promise.all(ending);
  }

  #next(): Promise<PhotoProcess> | PhotoProcess {
    const [idle] = this.#idle.keys();
    if (idle) return this.#take(idle);
    if (this.#closed || this.#queue.length >= this.#options.maximumWaiting) throw busy();
    if (this.#alive.size < this.#options.workers) return this.#start();
    return new Promise((resolve, reject) => this.#queue.push({ resolve, reject }));
  }

  #start(): PhotoProcess {
    const process = new PhotoProcess(this.#options.limits, this.#options.onFigures);
    this.#alive.add(process);
    void process.ended.then(() => {
      this.#alive.delete(process);
      this.#take(process);
      if (this.#queue.length > 0) this.#handOn(this.#start());
    });
    return process;
  }

  /** To whoever waits longest; a process that nobody needs ends after a while. */
  #handOn(process: PhotoProcess): void {
    const waiting = this.#queue.shift();
    if (waiting) {
      waiting.resolve(process);
      return;
    }
    const timer = setTimeout(() => {
      process.end();
    }, this.#options.idleMs);
    this.#idle.set(process, timer.unref());
  }

  #take(process: PhotoProcess): PhotoProcess {
    clearTimeout(this.#idle.get(process));
    this.#idle.delete(process);
    return process;
  }
}
