import type { Handler, Queue } from './index.ts';

const idleMs = 500;
const troubledMs = 2_000;

export interface Worker {
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

/** Works a queue until it is stopped: at once when woken, else twice a second. */
export function startWorker<P>(queue: Queue<P>, handler: Handler, onTrouble: (error: unknown) => void): Worker {
  return repeat(() => queue.work(handler), {
    idleMs,
    onTrouble,
    onWake: (wake) => {
      queue.onWake(wake);
    },
  });
}

/** Runs `round` again and again: at once while it finds work, else after `idleMs`. */
export function repeat(
  round: () => Promise<number>,
  options: { idleMs: number; onTrouble: (error: unknown) => void; onWake?: (wake: () => void) => void },
): Worker {
  const state = { stopped: false };
  let awake = false;
  let wakeUp = (): void => undefined;
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, awake || state.stopped ? 0 : ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const wake = (): void => {
    awake = true;
    wakeUp();
  };
  options.onWake?.(wake);
  const run = async (): Promise<void> => {
    while (!state.stopped) {
      awake = false;
      const found = await round().catch((error: unknown) => {
        options.onTrouble(error);
        return -1;
      });
      if (found <= 0) await sleep(found < 0 ? troubledMs : options.idleMs);
    }
  };
  const running = run();
  return {
    stop: async () => {
      state.stopped = true;
      wakeUp();
      await running;
    },
  };
}
