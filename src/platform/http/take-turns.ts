import { performance } from 'node:perf_hooks';

/** In a turn of the event loop that has lasted for longer, whoever comes waits for another one. */
const shortTurnMs = 4;
/** Nobody is let wait for longer: they are told to come again. */
const longestWaitMs = 500;
/** While people arrive, nobody is served for so long at a stretch, and then they are for as long. */
const longestHearingMs = 200;

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
 * Lets requests be served one a turn of the event loop, first come first served. Node accepts one connection a turn: without this, while
 * each turn serves all that it reads, as many wait unheard in the kernel's queue as it holds, for seconds, and nobody can tell them to
 * come again. So while people arrive, turns only hear them.
 */
export function takeTurns(): Turns {
  const [waiting, turn, hearing] = [[] as Waiting[], measureTurns(), takeTimeToHear()];
  let [someoneArrived, scheduled] = [false, false];
  const schedule = (): void => {
    if (!scheduled) setImmediate(serve);
    scheduled = true;
  };
  const serve = (): void => {
    scheduled = false;
    const now = performance.now();
    while (waiting[0] && now - waiting[0].since > longestWaitMs) waiting.shift()?.giveUp();
    if (!hearing.goesOn(someoneArrived, now)) waiting.shift()?.work();
    someoneArrived = false;
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

/** Whether to go on hearing: as long as somebody arrived in the last turn, within its limit; what it took is given back to those who wait. */
function takeTimeToHear(): { goesOn: (someoneArrived: boolean, now: number) => boolean } {
  let hearsSince: number | undefined;
  let servesUntil = 0;
  return {
    goesOn: (someoneArrived, now) => {
      if (someoneArrived && now >= servesUntil) {
        hearsSince ??= now;
        if (now - hearsSince < longestHearingMs) return true;
      }
      if (hearsSince !== undefined) servesUntil = now + (now - hearsSince);
      hearsSince = undefined;
      return false;
    },
  };
}

/** How long this turn of the event loop has lasted since it was first asked for. */
function measureTurns(): { ageMs: () => number } {
  let began: number | undefined;
  return {
    ageMs: () => {
      const now = performance.now();
      if (began === undefined) {
        began = now;
        setImmediate(() => {
          began = undefined;
        });
      }
      return now - began;
    },
  };
}
