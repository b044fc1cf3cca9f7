import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import type { Connection, Statement } from './index-file.ts';
import { tablesOf } from './index-file.ts';
import type { KeyedSort } from './next-rows.ts';
import { OrderedRows, startOf } from './ordered-rows.ts';
import { limitOf, sortOf } from './query-defaults.ts';
import { Recent } from './recent.ts';
import type { SearchQuery } from './search-index.ts';

const isEmpty = (values: readonly string[] | undefined): boolean => values === undefined || values.length === 0;

/** True for a query without words and filters, which is cheap enough to be answered at once. */
export const asksForEverything = (query: SearchQuery): boolean =>
  (query.q === undefined || query.q.trim() === '') &&
  query.sellerId === undefined &&
  query.minPriceMinor === undefined &&
  query.maxPriceMinor === undefined &&
  isEmpty(query.condition) &&
  isEmpty(query.language) &&
  isEmpty(query.format) &&
  isEmpty(query.subject) &&
  isEmpty(query.city);

const MOST_KEPT_PAGES = 200;

export interface EverythingPage {
  readonly listingIds: readonly string[];
  readonly nextCursor: string | null;
}

/** Pages of all listed copies, by time or price, straight from the file. */
export class EverythingBrowser {
  readonly #db: Connection;
  readonly #generation: Statement;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #version: Statement;
  readonly #recent = new Recent<EverythingPage>(MOST_KEPT_PAGES);
  #ordered: { generation: number; rows: OrderedRows } | null = null;

  constructor(db: Connection) {
    this.#db = db;
    this.#generation = db.prepare('SELECT generation FROM state').pluck();
    this.#begin = db.prepare('BEGIN');
    this.#commit = db.prepare('COMMIT');
    this.#version = db.prepare('PRAGMA data_version').pluck();
  }

  /** The same page is read once, as long as nobody writes to the file. Errors: `cursor.invalid`. */
  page(query: SearchQuery): EverythingPage {
    const sort = sortOf(query) as KeyedSort;
    const limit = limitOf(query);
    const cursor = readCursor(query.cursor, sort);
    this.#recent.asOf(Number(this.#version.get()));
    return this.#recent.get(`${sort} ${limit} ${query.cursor ?? ''}`, () => this.#read(sort, limit, cursor));
  }

  #read(sort: KeyedSort, limit: number, cursor: Cursor | null): EverythingPage {
    this.#begin.run();
    try {
      const ordered = this.#current();
      const isBehind = cursor !== null && cursor.sort !== 'relevance';
      const after = isBehind ? ordered.placeOf(sort, cursor.key, cursor.listingId) : startOf(sort);
      return pageOf(ordered, sort, after, limit);
    } finally {
      this.#commit.run();
    }
  }

  #current(): OrderedRows {
    const generation = Number(this.#generation.get());
    if (this.#ordered?.generation !== generation) {
      this.#ordered = { generation, rows: new OrderedRows(this.#db, tablesOf(generation)) };
    }
    return this.#ordered.rows;
  }
}

function pageOf(
  ordered: OrderedRows,
  sort: KeyedSort,
  after: { key: number; row: number },
  limit: number,
): EverythingPage {
  const rows = ordered.page(sort, after, limit + 1);
  const last = rows[limit - 1];
  const hasMore = rows.length > limit && last !== undefined;
  return {
    listingIds: rows.slice(0, limit).map(({ listingId }) => listingId),
    nextCursor: hasMore ? writeCursor({ sort, key: last.key, listingId: last.listingId }) : null,
  };
}
