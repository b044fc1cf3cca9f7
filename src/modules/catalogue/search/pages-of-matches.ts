import type { FacetCounter, Filters } from './filters.ts';
import type { Mirror } from './mirror.ts';
import { NextRows } from './next-rows.ts';
import { COUNTED_MATCHES } from './search-index.ts';
import type { Part } from './walk-order.ts';

/** The listed copies of an edition that pass, cheapest first. */
function copiesOf(edition: number, mirror: Mirror, passes: (row: number) => boolean): number[] {
  const { next, price } = mirror.listings;
  const copies: number[] = [];
  for (let row = mirror.editions.head[edition] ?? 0; row > 0; row = next[row] ?? 0) if (passes(row)) copies.push(row);
  return copies.length < 2 ? copies : copies.sort((a, b) => (price[a] ?? 0) - (price[b] ?? 0) || a - b);
}

/** Editions with at least one copy that passes. */
export const editionsThatPass = (editions: readonly number[], mirror: Mirror, filters: Filters): readonly number[] =>
  filters.passAll
    ? editions
    : editions.filter((edition) => copiesOf(edition, mirror, (row) => filters.failures(row) === 0).length > 0);

export interface RelevantPage {
  readonly rows: number[];
  /** The edition of the best listing; undefined where none passed. */
  readonly best: number | undefined;
}

/** One page of the copies of ranked editions; counts until the counter is full. */
export function pageByRelevance(
  ranked: readonly number[],
  mirror: Mirror,
  counter: FacetCounter,
  { offset, limit }: { offset: number; limit: number },
): RelevantPage {
  const rows: number[] = [];
  const end = Math.min(offset + limit, COUNTED_MATCHES);
  let best: number | undefined;
  for (const edition of ranked) {
    if (counter.isFull) break;
    const place = counter.passed;
    if (place >= end) {
      countEdition(edition, mirror, counter);
      continue;
    }
    const copies = copiesOf(edition, mirror, (row) => !counter.isFull && counter.take(row));
    if (copies.length > 0) best ??= edition;
    rows.push(...copies.slice(Math.max(0, offset - place), end - place));
  }
  return { rows, best };
}

function countEdition(edition: number, mirror: Mirror, counter: FacetCounter): void {
  const { next } = mirror.listings;
  for (let row = mirror.editions.head[edition] ?? 0; row > 0 && !counter.isFull; row = next[row] ?? 0)
    counter.take(row);
}

/** One page, in the order of price or time, of the copies of editions in any order. */
export function pageByKey(editions: readonly number[], mirror: Mirror, counter: FacetCounter, part: Part): number[] {
  const { head } = mirror.editions;
  const { next } = mirror.listings;
  const page = new NextRows(mirror.listings, part.sort, part.after, part.most);
  for (const edition of editions) {
    for (let row = head[edition] ?? 0; row > 0; row = next[row] ?? 0) if (counter.take(row)) page.offer(row);
  }
  return page.rows;
}

/** Counts the copies of editions, until enough are counted. */
export function countCopies(editions: readonly number[], mirror: Mirror, counter: FacetCounter): void {
  for (const edition of editions) {
    if (counter.isFull) return;
    countEdition(edition, mirror, counter);
  }
}
