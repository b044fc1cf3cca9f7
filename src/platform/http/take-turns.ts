import { performance } from 'node:perf_hooks';

/** In a turn of the event loop that has lasted for longer, whoever comes waits for another one. */
const shortTurnMs = 4;
/** Nobody is let wait for longer: they are told to come again. */
const longestWaitMs = 500;

export interface Turns {
  /** Runs `work` now or in a later turn; `giveUp` instead where that comes too late. */
  readonly take: (work: () => void, giveUp: () => void) => void;
  /** Somebody has come to the door. */
  readonly arrived: () => void;
}

interface Waiting {
  readonly work: () => void;
  readonly giveUp: () => void;
  readonly since: number;
}

/**
 * Lets requests be served one a turn of the event loop, first come first served. Node accepts one connection a turn: without this, while
 * each turn serves, as many wait unheard in the kernel's queue as it holds, for seconds, and nobody can tell them to come again. So while
 * people arrive, half of the time goes to hearing them.
 */
export function takeTurns(): Turns {
  const [waiting, turnMs] = [[] as Waiting[], measureTurns()];
  let [someoneArrived, scheduled] = [false, false];
  let [servedAt, tookMs] = [0, 0];
  const schedule = (): void => {
    if (!scheduled) setImmediate(serveNext);
    scheduled = true;
  };
  const serveNext = (): void => {
    scheduled = false;
    const began = performance.now();
    const hears = someoneArrived && began - servedAt < tookMs * 3;
    someoneArrived = false;
    const next = hears ? undefined : waiting.shift();
    if (next) {
      if (began - next.since > longestWaitMs) next.giveUp();
      else next.work();
      servedAt = performance.now();
      tookMs = servedAt - began;
    }
    if (waiting.length > 0) schedule();
  };
  return {
    take: (work, giveUp) => {
      if (waiting.length === 0 && turnMs() < shortTurnMs) {
        work();
        return;
      }
      waiting.push({ work, giveUp, since: performance.now() });
      schedule();
    },
    arrived: () => {
      someoneArrived = true;
    },
  };
}

/** How long this turn of the event loop has lasted since it was first asked for. */
function measureTurns(): () => number {
  let began: number | undefined;
  return () => {
    const now = performance.now();
    if (began === undefined) {
      began = now;
      setImmediate(() => {
        began = undefined;
      });
    }
    return now - began;
  };
}
