import { performance } from 'node:perf_hooks';

/** More requests than this under way at once wait longer than anybody would. */
const mostUnderWay = 150;
const fewestUnderWay = 10;
/** With the processor full, as many are let in as it finishes in this time. */
const patienceSeconds = 0.4;
const windowMs = 250;
const fullUtilization = 0.95;
/** How much of what was known a new window replaces: one odd moment decides nothing, a second does. */
const newShare = 0.4;

/** How many requests a process may have under way just now. */
export interface Pressure {
  readonly limit: () => number;
  readonly finished: () => void;
  readonly stop: () => void;
}

/** While the processor is full, those who wait wait for each other: their number is held to what it finishes in a moment. */
export function watchPressure(): Pressure {
  let [finished, limit] = [0, mostUnderWay];
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization, active, idle } = performance.eventLoopUtilization(now, before);
    limit = nextLimit(limit, utilization < fullUtilization ? undefined : (finished * 1000) / (active + idle));
    before = now;
    finished = 0;
  }, windowMs).unref();
  return {
    limit: () => limit,
    finished: () => {
      finished++;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** `perSecond`: what a full processor finished in the last window; undefined for one that had time left. */
export function nextLimit(limit: number, perSecond: number | undefined): number {
  const asked = perSecond === undefined ? mostUnderWay : perSecond * patienceSeconds;
  const mixed = limit * (1 - newShare) + asked * newShare;
  return Math.min(mostUnderWay, Math.max(fewestUnderWay, mixed));
}
