import type { Doors } from '../../../compose.ts';

/** What is the same for everyone and changes seldom, read at most once in a while (default a second); what failed is read again at once. Never for what is for sale. */
export function remembered<T>(read: (doors: Doors) => Promise<T>, forMs = 1000): (doors: Doors) => Promise<T> {
  const known = new WeakMap<Doors, { until: number; value: Promise<T> }>();
  return (doors) => {
    const now = performance.now();
    const found = known.get(doors);
    if (found && now < found.until) return found.value;
    const value = read(doors);
    known.set(doors, { until: now + forMs, value });
    value.catch(() => known.delete(doors));
    return value;
  };
}
