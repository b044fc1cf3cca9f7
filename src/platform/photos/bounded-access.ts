import { storageUnavailable } from './photo-refusals.ts';

export type BoundedAccess = <T>(work: () => Promise<T>, whenLate?: (result: T) => unknown) => Promise<T>;

/**
 * Lets at most `slots` file operations be under way. A hung network file system holds a thread of libuv's four for each
 * of them and nothing can take the thread back: so the caller gives up after `limitMs`, the slot stays taken until the
 * operation ends, and whoever comes meanwhile is refused instead of hanging the next thread. `whenLate` gets a result
 * that nobody waits for any more.
 *
 * Errors: photo.storage_unavailable.
 */
export function boundedAccess(slots: number, limitMs: number): BoundedAccess {
  let free = slots;
  const waiting: (() => void)[] = [];

  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  const turn = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve));
    free -= 1;
    return Promise.resolve();
  };

  return <T>(work: () => Promise<T>, whenLate?: (result: T) => unknown): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(storageUnavailable());
      }, limitMs);
      const run = async (): Promise<void> => {
        if (late) return;
        const result = await work();
        if (late) await whenLate?.(result);
        else resolve(result);
      };
      void turn()
        .then(run)
        .catch(reject)
        .finally(() => {
          clearTimeout(timer);
          release();
        });
    });
}
