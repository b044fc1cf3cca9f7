import { performance } from 'node:perf_hooks';

/** In a turn of the event loop that has lasted for longer, whoever comes waits for another one. */
const shortTurnMs = 4;
/** Nobody is let wait for longer: they are told to come again. */
const longestWaitMs = 500;
/** While people arrive, hearing them may take so many times as long as serving took. */
const hearingShare = 3;

export interface Turns {
  /** Runs `work` now or in a later turn; `giveUp` instead where that comes too late. */
  readonly take: (work: () => void, giveUp: () => void) => void;
  /** Somebody has come to the door. */
  readonly arrived: () => void;
  /** How long this turn has lasted. */
  readonly ageMs: () => number;
}

interface Waiting {
  readonly work: () => void;
  readonly giveUp: () => void;
  readonly since: number;
}

/**
 * Lets requests be served first come first served, for as long in each turn of the event loop as reading and refusing others takes in it.
 * Node accepts one connection a turn: without this, while each turn serves all that it reads, as many wait unheard in the kernel's queue
 * as it holds, for seconds, and nobody can tell them to come again. So while people arrive, some turns only hear them.
 */
export function takeTurns(): Turns {
  const [waiting, turn] = [[] as Waiting[], measureTurns()];
  let [someoneArrived, scheduled] = [false, false];
  let [servedAt, tookMs] = [0, 0];
  const schedule = (): void => {
    if (!scheduled) setImmediate(serve);
    scheduled = true;
  };
  const serve = (): void => {
    scheduled = false;
    const began = performance.now();
    const hears = someoneArrived && began - servedAt < tookMs * hearingShare;
    someoneArrived = false;
    if (!hears) {
      serveFor(waiting, Math.max(shortTurnMs, turn.lastMs()));
      servedAt = performance.now();
      tookMs = servedAt - began;
    }
    if (waiting.length > 0) schedule();
  };
  return {
    take: (work, giveUp) => {
      if (!someoneArrived && waiting.length === 0 && turn.ageMs() < shortTurnMs) {
        work();
        return;
      }
      waiting.push({ work, giveUp, since: performance.now() });
      schedule();
    },
    arrived: () => {
      someoneArrived = true;
    },
    ageMs: turn.ageMs,
  };
}

function serveFor(waiting: Waiting[], ms: number): void {
  const began = performance.now();
  for (let now = began; now - began < ms; now = performance.now()) {
    const next = waiting.shift();
    if (!next) return;
    if (now - next.since > longestWaitMs) next.giveUp();
    else next.work();
  }
}

/** How long this turn of the event loop has lasted since it was first asked for, and how long the last one did. */
function measureTurns(): { ageMs: () => number; lastMs: () => number } {
  let began: number | undefined;
  let last = 0;
  return {
    lastMs: () => last,
    ageMs: () => {
      const now = performance.now();
      if (began === undefined) {
        began = now;
        setImmediate(() => {
          last = performance.now() - now;
          began = undefined;
        });
      }
      return now - began;
    },
  };
}
