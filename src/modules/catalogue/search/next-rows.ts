import type { ListingColumns } from './columns.ts';
import type { SearchSort } from './search-index.ts';

export type KeyedSort = Exclude<SearchSort, 'relevance'>;

/** Where a page begins: behind this listing. */
export interface After {
  readonly key: number;
  readonly row: number;
}

export const directionOf = (sort: KeyedSort): 1 | -1 => (sort === 'price' ? 1 : -1);

export const keysOf = (listings: ListingColumns, sort: KeyedSort): Float64Array =>
  sort === 'newest' ? listings.published : listings.price;

/** Keeps, of the rows that it is offered in any order, the first ones behind a place in a sort order. */
export class NextRows {
  readonly rows: number[] = [];
  readonly #keys: Float64Array;
  readonly #direction: 1 | -1;
  readonly #after: After | null;
  readonly #most: number;

  constructor(listings: ListingColumns, sort: KeyedSort, after: After | null, most: number) {
    this.#keys = keysOf(listings, sort);
    this.#direction = directionOf(sort);
    this.#after = after;
    this.#most = most;
  }

  offer(row: number): void {
    const key = this.#keys[row] ?? 0;
    if (this.#after && !this.#isBehind(key, row, this.#after)) return;
    const { rows } = this;
    const last = rows[rows.length - 1];
    if (rows.length >= this.#most && last !== undefined && !this.#precedes(key, row, last)) return;
    let at = rows.length;
    while (at > 0 && this.#precedes(key, row, rows[at - 1] ?? 0)) at--;
    rows.splice(at, 0, row);
    if (rows.length > this.#most) rows.pop();
  }

  #isBehind(key: number, row: number, after: After): boolean {
    const difference = (key - after.key) * this.#direction;
    return difference > 0 || (difference === 0 && (row - after.row) * this.#direction > 0);
  }

  #precedes(key: number, row: number, other: number): boolean {
    const difference = (key - (this.#keys[other] ?? 0)) * this.#direction;
    return difference < 0 || (difference === 0 && (row - other) * this.#direction < 0);
  }
}
