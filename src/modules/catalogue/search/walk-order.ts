import type { Mirror } from './mirror.ts';
import { type After, type KeyedSort, keysOf } from './next-rows.ts';
import { startOf } from './ordered-rows.ts';

const FIRST_STRETCH = 64;
const LONGEST_STRETCH = 4096;
/** Rows that are walked before another way is tried. */
const LONGEST_WALK = 12_000;

/** Part of a sort order: the first `most` rows behind a place. */
export interface Part {
  readonly sort: KeyedSort;
  readonly after: After | null;
  readonly most: number;
}

/** Reads the next rows of an order. */
export type Stretch = (after: After, limit: number) => number[];

/** Follows an order until a page is full of rows that pass; null where that takes too long. */
export function walkOrder(
  { listings }: Mirror,
  part: Part,
  read: Stretch,
  passes: (row: number) => boolean,
): number[] | null {
  const found: number[] = [];
  const keys = keysOf(listings, part.sort);
  let place = part.after ?? startOf(part.sort);
  let walked = 0;
  for (let stretch = FIRST_STRETCH; walked < LONGEST_WALK; stretch = Math.min(stretch * 2, LONGEST_STRETCH)) {
    const rows = read(place, stretch);
    for (const row of rows) if (found.length < part.most && passes(row)) found.push(row);
    const last = rows.at(-1);
    if (found.length >= part.most || rows.length < stretch || last === undefined) return found;
    place = { key: keys[last] ?? 0, row: last };
    walked += rows.length;
  }
  return null;
}
