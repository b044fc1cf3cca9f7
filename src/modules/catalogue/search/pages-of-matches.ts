import type { FacetCounter, Filters } from './filters.ts';
import type { Mirror } from './mirror.ts';
import { type After, type KeyedSort, NextRows } from './next-rows.ts';
import type { EditionScorer } from './score-editions.ts';
import { COUNTED_MATCHES } from './search-index.ts';

const SCORE_STEPS = 1024;
const LOWEST_SCORE = 1 << 19;
const PLACES = 2 ** 21;

/** Edition rows, the highest score first, then in the order given. Packs score and place in one number to sort natively. */
export function byScore(rows: readonly number[], score: (row: number) => number): number[] {
  const packed = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const steps = Math.round(score(rows[place] ?? 0) * SCORE_STEPS) + LOWEST_SCORE;
    packed[place] = Math.max(0, steps) * PLACES + (PLACES - 1 - (place % PLACES));
  }
  packed.sort();
  const ranked: number[] = [];
  for (let at = packed.length - 1; at >= 0; at--) ranked.push(rows[PLACES - 1 - ((packed[at] ?? 0) % PLACES)] ?? 0);
  return ranked;
}

/** The listed copies of an edition that pass, cheapest first. */
function copiesOf(edition: number, mirror: Mirror, passes: (row: number) => boolean): number[] {
  const { next, price } = mirror.listings;
  const copies: number[] = [];
  for (let row = mirror.editions.head[edition] ?? 0; row > 0; row = next[row] ?? 0) if (passes(row)) copies.push(row);
  return copies.length < 2 ? copies : copies.sort((a, b) => (price[a] ?? 0) - (price[b] ?? 0) || a - b);
}

/** Editions with at least one copy that passes. */
export const editionsThatPass = (editions: readonly number[], mirror: Mirror, filters: Filters): number[] =>
  filters.passAll
    ? [...editions]
    : editions.filter((edition) => copiesOf(edition, mirror, (row) => filters.failures(row) === 0).length > 0);

export interface RelevantPage {
  readonly rows: number[];
  /** The edition of the best listing, or 0. */
  readonly best: number;
}

/** One page of the copies of ranked editions; counts until the counter is full. */
export function pageByRelevance(
  ranked: readonly number[],
  mirror: Mirror,
  counter: FacetCounter,
  offset: number,
  limit: number,
): RelevantPage {
  const rows: number[] = [];
  let best = 0;
  let before = 0;
  for (const edition of ranked) {
    if (counter.isFull) break;
    const copies = copiesOf(edition, mirror, (row) => !counter.isFull && counter.take(row));
    if (best === 0 && copies.length > 0) best = edition;
    for (const row of copies)
      if (before++ >= offset && rows.length < limit && before <= COUNTED_MATCHES) rows.push(row);
  }
  return { rows, best };
}

/** One page, in the order of price or time, of the copies of editions in any order. */
export function pageByKey(
  editions: readonly number[],
  mirror: Mirror,
  counter: FacetCounter,
  order: { sort: KeyedSort; after: After | null; most: number },
): number[] {
  const { head } = mirror.editions;
  const { next } = mirror.listings;
  const page = new NextRows(mirror.listings, order.sort, order.after, order.most);
  for (const edition of editions) {
    for (let row = head[edition] ?? 0; row > 0; row = next[row] ?? 0) if (counter.take(row)) page.offer(row);
  }
  return page.rows;
}

/** The query as it was read for an edition, where that differs from what was typed. */
export function readingOf(
  scorer: EditionScorer,
  edition: number,
  typed: readonly (readonly string[])[],
): string | null {
  scorer.score(edition);
  let isDifferent = false;
  const words = typed.map((asTyped, slot) => {
    const way = scorer.wayOf(slot);
    if (!way || way.kind === 'same' || way.kind === 'beginning') return asTyped.join(' ');
    isDifferent = true;
    return way.terms.map(({ term }) => term).join(' ');
  });
  return isDifferent ? words.join(' ') : null;
}
