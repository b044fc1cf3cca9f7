import type { FacetCounter, Filters } from './filters.ts';
import { NextRows } from './next-rows.ts';
import { startOf } from './ordered-rows.ts';
import type { Reader } from './reader.ts';
import { type Part, walkOrder } from './walk-order.ts';

/** A seller with fewer copies is sorted in memory. */
const FEW_OF_A_SELLER = 3000;

interface Browsing {
  readonly reader: Reader;
  readonly filters: Filters;
  readonly counter: FacetCounter;
  readonly part: Part;
}

function sortRows(rows: readonly number[], { reader, part }: Browsing): number[] {
  const next = new NextRows(reader.mirror.listings, part.sort, part.after, part.most);
  for (const row of rows) next.offer(row);
  return next.rows;
}

/** Counts from the latest listing on, until enough are counted; the rows that passed. */
function countLatest({ reader, counter }: Browsing): number[] {
  const { listed, last } = reader.mirror.listings;
  const passed: number[] = [];
  for (let row = last; row > 0 && !counter.isFull; row--) if (listed[row] && counter.take(row)) passed.push(row);
  return passed;
}

/** Looks at every listing in memory: slow, but never slower than that. */
function scanAll({ reader, filters, part }: Browsing): number[] {
  const { listings } = reader.mirror;
  const next = new NextRows(listings, part.sort, part.after, part.most);
  for (let row = listings.last; row > 0; row--) {
    if (listings.listed[row] && filters.failures(row) === 0) next.offer(row);
  }
  return next.rows;
}

function browseSeller(browsing: Browsing, seller: number): number[] {
  const { reader, filters, counter, part } = browsing;
  const { mirror, ordered } = reader;
  const copies = ordered.ofSeller(seller, startOf('newest'), FEW_OF_A_SELLER);
  const passed = copies.filter((row) => counter.take(row));
  if (copies.length < FEW_OF_A_SELLER) return sortRows(passed, browsing);
  if (part.sort !== 'newest') return scanAll(browsing);
  const read = (after: Parameters<typeof ordered.ofSeller>[1], limit: number) => ordered.ofSeller(seller, after, limit);
  return walkOrder(mirror, part, read, (row) => filters.failures(row) === 0) ?? scanAll(browsing);
}

/** Starts a walk by price where the price filter starts. */
export function fromPrice(part: Part, filters: Filters): Part {
  if (part.after !== null || part.sort === 'newest') return part;
  const key = part.sort === 'price' ? filters.min : filters.max;
  return Number.isFinite(key) ? { ...part, after: { key, row: startOf(part.sort).row } } : part;
}

/** A page of listings without words, but with filters; also counts them. */
export function browseFiltered(browsing: Browsing): number[] {
  const { reader, filters, counter, part } = browsing;
  if (filters.seller !== null) return browseSeller(browsing, filters.seller);
  const passed = countLatest(browsing);
  if (!counter.isFull) return sortRows(passed, browsing);
  return (
    walkOrder(
      reader.mirror,
      fromPrice(part, filters),
      (after, limit) => reader.ordered.behind(part.sort, after, limit),
      (row) => filters.failures(row) === 0,
    ) ?? scanAll(browsing)
  );
}
