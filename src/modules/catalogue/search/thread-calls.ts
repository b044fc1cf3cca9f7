import { parentPort, Worker } from 'node:worker_threads';
import { DomainError, isDomainError } from '../../../platform/errors.ts';

interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: string;
}

interface Outcome {
  readonly id: number;
  readonly answer?: string | undefined;
  readonly refusal?: { readonly code: string; readonly status: number; readonly message: string };
  readonly failure?: string;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

const errorOf = ({ refusal, failure }: Outcome): Error =>
  refusal ? new DomainError(refusal.code, refusal.status, refusal.message) : new Error(failure);

/**
 * A thread that answers calls, one at a time, in their order. Arguments and answers travel as JSON text, which costs
 * less than cloning the many small objects of an answer. A thread that died is started again by the next call.
 */
export class Thread {
  readonly #script: URL;
  readonly #data: unknown;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(script: URL, data: unknown) {
    this.#script = script;
    this.#data = data;
  }

  get pending(): number {
    return this.#waiting.size;
  }

  call(name: string, argument: unknown): Promise<unknown> {
    const worker = this.#started();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#waiting.size === 1) worker.ref();
      worker.postMessage({ id, name, argument: JSON.stringify(argument) } satisfies Call);
    });
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
    this.#giveUp(new Error('the search index was closed'));
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#script, { workerData: this.#data });
    worker.unref();
    worker.on('message', (outcome: Outcome) => this.#settle(outcome));
    worker.on('error', (error) => this.#died(worker, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#died(worker, new Error('a thread of the search index ended')));
    this.#worker = worker;
    return worker;
  }

  #settle(outcome: Outcome): void {
    const waiting = this.#waiting.get(outcome.id);
    this.#waiting.delete(outcome.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (!waiting) return;
    if (outcome.refusal || outcome.failure !== undefined) waiting.reject(errorOf(outcome));
    else waiting.resolve(outcome.answer === undefined ? undefined : JSON.parse(outcome.answer));
  }

  #died(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#giveUp(error);
  }

  #giveUp(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

function outcomeOf(id: number, error: unknown): Outcome {
  if (isDomainError(error)) {
    return { id, refusal: { code: error.code, status: error.status, message: error.message } };
  }
  return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** In a thread: answers the calls that it is sent. */
export function serveCalls(handlers: Readonly<Record<string, (argument: never) => unknown>>): void {
  parentPort?.on('message', ({ id, name, argument }: Call) => {
    let outcome: Outcome;
    try {
      outcome = { id, answer: JSON.stringify(handlers[name]?.(JSON.parse(argument) as never)) };
    } catch (error) {
      outcome = outcomeOf(id, error);
    }
    parentPort?.postMessage(outcome);
  });
}
