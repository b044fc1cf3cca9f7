import type { Doors } from '../../../compose.ts';

const rememberedMs = 1000;

/** What is the same for everyone and changes seldom, read at most once a second; what failed is read again at once. Never for what is for sale. */
export function remembered<T>(read: (doors: Doors) => Promise<T>): (doors: Doors) => Promise<T> {
  const known = new WeakMap<Doors, { until: number; value: Promise<T> }>();
  return (doors) => {
    const now = performance.now();
    const found = known.get(doors);
    if (found && now < found.until) return found.value;
    const value = read(doors);
    known.set(doors, { until: now + rememberedMs, value });
    value.catch(() => known.delete(doors));
    return value;
  };
}
