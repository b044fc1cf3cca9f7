import type { FacetCounter, Filters } from './filters.ts';
import type { Mirror } from './mirror.ts';
import { type After, type KeyedSort, keysOf, NextRows } from './next-rows.ts';
import { type OrderedRows, startOf } from './ordered-rows.ts';

/** A seller with fewer copies is sorted in memory. */
const FEW_OF_A_SELLER = 3000;
const FIRST_STRETCH = 128;
const LONGEST_STRETCH = 4096;
/** Rows walked in the order of an index before all of them are looked at in memory instead. */
const LONGEST_WALK = 12_000;

interface Browsing {
  readonly mirror: Mirror;
  readonly ordered: OrderedRows;
  readonly filters: Filters;
  readonly counter: FacetCounter;
  readonly sort: KeyedSort;
  readonly after: After | null;
  readonly most: number;
}

function sortRows(rows: Iterable<number>, { mirror, sort, after, most }: Browsing): number[] {
  const next = new NextRows(mirror.listings, sort, after, most);
  for (const row of rows) next.offer(row);
  return next.rows;
}

/** Counts from the latest listing on, until enough are counted; the rows that passed. */
function countLatest({ mirror, counter }: Browsing): number[] {
  const { listed, last } = mirror.listings;
  const passed: number[] = [];
  for (let row = last; row > 0 && !counter.isFull; row--) if (listed[row] && counter.take(row)) passed.push(row);
  return passed;
}

function scanAll(browsing: Browsing): number[] {
  const { mirror, filters, sort, after, most } = browsing;
  const { listed, last } = mirror.listings;
  const next = new NextRows(mirror.listings, sort, after, most);
  for (let row = last; row > 0; row--) if (listed[row] && filters.failures(row) === 0) next.offer(row);
  return next.rows;
}

type Stretch = (after: After, limit: number) => number[];

/** Follows an index until a page is full; null where that takes too long. */
function walk({ mirror, filters, sort, after, most }: Browsing, read: Stretch): number[] | null {
  const found: number[] = [];
  const keys = keysOf(mirror.listings, sort);
  let place = after ?? startOf(sort);
  let walked = 0;
  for (let stretch = FIRST_STRETCH; walked < LONGEST_WALK; stretch = Math.min(stretch * 2, LONGEST_STRETCH)) {
    const rows = read(place, stretch);
    for (const row of rows) if (found.length < most && filters.failures(row) === 0) found.push(row);
    const last = rows.at(-1);
    if (found.length >= most || rows.length < stretch || last === undefined) return found;
    place = { key: keys[last] ?? 0, row: last };
    walked += rows.length;
  }
  return null;
}

function browseSeller(browsing: Browsing, seller: number): number[] {
  const { ordered, counter, sort } = browsing;
  const copies = ordered.ofSeller(seller, startOf('newest'), FEW_OF_A_SELLER);
  const passed = copies.filter((row) => counter.take(row));
  if (copies.length < FEW_OF_A_SELLER) return sortRows(passed, browsing);
  if (sort !== 'newest') return scanAll(browsing);
  return walk(browsing, (after, limit) => ordered.ofSeller(seller, after, limit)) ?? scanAll(browsing);
}

/** Starts a walk by price where the price filter starts. */
const fromPrice = ({ sort, after, filters }: Browsing): After | null => {
  if (after !== null || sort === 'newest') return after;
  const key = sort === 'price' ? filters.min : filters.max;
  return Number.isFinite(key) ? { key, row: startOf(sort).row } : null;
};

/** A page of listings without words, but with filters; also counts them. */
export function browseFiltered(browsing: Browsing): number[] {
  const { ordered, filters, counter, sort } = browsing;
  if (filters.seller !== null) return browseSeller(browsing, filters.seller);
  const passed = countLatest(browsing);
  if (!counter.isFull) return sortRows(passed, browsing);
  const walking = { ...browsing, after: fromPrice(browsing) };
  return walk(walking, (after, limit) => ordered.behind(sort, after, limit)) ?? scanAll(browsing);
}
