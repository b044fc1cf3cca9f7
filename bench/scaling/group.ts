/** A group of instances that follows its load, as an AWS target-tracking policy does with one-minute metrics. */
export interface GroupOptions {
  /** Requests a second that come in this second. */
  readonly load: (second: number) => number;
  readonly seconds: number;
  /** Processor time of one request, application alone. */
  readonly cpuMsPerRequest: number;
  readonly coresPerInstance: number;
  readonly least: number;
  readonly most: number;
  /** Share of the processors that the policy aims at. */
  readonly target: number;
  /** From the decision until an instance serves: its machine starts, the application is ready, the balancer has seen it twice. */
  readonly warmUpSeconds: number;
  /** Requests that may wait for each instance before it sheds. */
  readonly queueLimit: number;
}

export interface GroupSecond {
  readonly second: number;
  readonly offered: number;
  readonly served: number;
  readonly shed: number;
  readonly waiting: number;
  readonly instances: number;
  /** Share of their processors that was used. */
  readonly busy: number;
}

/** The policy acts after so many minutes in a row on one side of its target; it lets go more slowly than it takes. */
const minutesToGrow = 3;
const minutesToShrink = 15;
const shrinkBelow = 0.9;
const minute = 60;

export function simulateGroup(options: GroupOptions): GroupSecond[] {
  const timeline: GroupSecond[] = [];
  const minutes: number[] = [];
  let [instances, waiting] = [options.least, 0];
  let arriving: { at: number; count: number } | undefined;
  for (let second = 0; second < options.seconds; second++) {
    if (arriving && arriving.at <= second) [instances, arriving] = [arriving.count, undefined];
    const now = serveSecond(options, second, instances, waiting);
    waiting = now.waiting;
    timeline.push(now);
    if ((second + 1) % minute !== 0) continue;
    minutes.push(timeline.slice(-minute).reduce((sum, { busy }) => sum + busy, 0) / minute);
    const wanted = desired(options, minutes, instances);
    if (wanted > instances && !arriving) arriving = { at: second + options.warmUpSeconds, count: wanted };
    if (wanted < instances && !arriving) instances = wanted;
  }
  return timeline;
}

function serveSecond(options: GroupOptions, second: number, instances: number, waiting: number): GroupSecond {
  const offered = options.load(second);
  const capacity = (instances * options.coresPerInstance * 1000) / options.cpuMsPerRequest;
  const served = Math.min(waiting + offered, capacity);
  const left = waiting + offered - served;
  const room = options.queueLimit * instances;
  return {
    second,
    offered,
    served,
    waiting: Math.min(left, room),
    shed: Math.max(0, left - room),
    instances,
    busy: served / capacity,
  };
}

/** In proportion to how far the last minute was off, within the group's bounds. */
function desired({ target, least, most }: GroupOptions, minutes: readonly number[], instances: number): number {
  const last = minutes.at(-1) ?? 0;
  const isHigh = minutes.length >= minutesToGrow && minutes.slice(-minutesToGrow).every((busy) => busy > target);
  const isLow =
    minutes.length >= minutesToShrink && minutes.slice(-minutesToShrink).every((busy) => busy < target * shrinkBelow);
  if (!isHigh && !isLow) return instances;
  const wanted = Math.ceil((instances * last) / target);
  return Math.min(most, Math.max(least, isHigh ? Math.max(wanted, instances + 1) : Math.min(wanted, instances)));
}
