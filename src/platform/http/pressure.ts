import { performance } from 'node:perf_hooks';

/** More requests than this under way at once wait longer than anybody would. */
const mostUnderWay = 150;
const fewestUnderWay = 8;
/** With the processor full, as many are let in as it finishes in this time. */
const patienceSeconds = 0.4;
const windowMs = 100;
const fullUtilization = 0.95;

/** How many requests a process may have under way just now. */
export interface Pressure {
  readonly limit: () => number;
  readonly finished: () => void;
  readonly stop: () => void;
}

/** While the processor is full, those who wait wait for each other: their number is held to what it finishes in a moment. */
export function watchPressure(): Pressure {
  let finished = 0;
  let limit = mostUnderWay;
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization, active, idle } = performance.eventLoopUtilization(now, before);
    limit = utilization < fullUtilization ? mostUnderWay : bearable((finished * 1000) / (active + idle), limit);
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

/** Down at once and up by steps: in a flood a moment without an answer says little. */
function bearable(perSecond: number, before: number): number {
  const asked = Math.min(mostUnderWay, Math.max(fewestUnderWay, perSecond * patienceSeconds));
  return asked < before ? asked : (asked + before) / 2;
}
