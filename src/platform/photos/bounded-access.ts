import { storageUnavailable } from './photo-refusals.ts';

interface AccessOptions<T> {
  /** Instead of the usual one. */
  limitMs?: number;
  /** Gets a result that nobody waits for any more. */
  whenLate?: (result: T) => unknown;
}

export type BoundedAccess = <T>(work: () => Promise<T>, options?: AccessOptions<T>) => Promise<T>;

const maximumWaiting = 500;

/**
 * Lets at most `slots` file operations be under way. A hung network file system holds a thread of libuv's four for each
 * of them and nothing can take the thread back: so the caller gives up after `limitMs`, the slot stays taken until the
 * operation ends, and whoever comes meanwhile is refused instead of hanging the next thread.
 *
 * Errors: photo.storage_unavailable.
 */
export function boundedAccess(slots: number, usualLimitMs: number): BoundedAccess {
  const { takeTurn, giveTurn } = turns(slots);
  return <T>(work: () => Promise<T>, options: AccessOptions<T> = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const givenUp = new AbortController();
      const timer = setTimeout(() => {
        givenUp.abort();
        reject(storageUnavailable());
      }, options.limitMs ?? usualLimitMs);
      const isGivenUp = (): boolean => givenUp.signal.aborted;
      const run = async (): Promise<void> => {
        if (isGivenUp()) return;
        const result = await work();
        if (isGivenUp()) await options.whenLate?.(result);
        else resolve(result);
      };
      const settled = takeTurn().then(() => run().finally(giveTurn));
      settled.catch(reject).finally(() => {
        clearTimeout(timer);
      });
    });
}

function turns(slots: number): { takeTurn: () => Promise<void>; giveTurn: () => void } {
  let free = slots;
  const waiting: (() => void)[] = [];
  return {
    takeTurn: async () => {
      if (free > 0) free -= 1;
      else if (waiting.length >= maximumWaiting) throw storageUnavailable();
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    giveTurn: () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
