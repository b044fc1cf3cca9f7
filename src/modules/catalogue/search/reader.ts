import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { Dictionary } from './dictionary.ts';
import type { FacetCounter } from './filters.ts';
import { EditionFinder } from './find-editions.ts';
import type { Connection } from './index-file.ts';
import { MatchReader } from './match-reader.ts';
import type { Mirror } from './mirror.ts';
import { type After, type KeyedSort, keysOf } from './next-rows.ts';
import { OrderedRows } from './ordered-rows.ts';
import { limitOf, sortOf } from './query-defaults.ts';
import type { Facets, SearchQuery, SearchSort } from './search-index.ts';

const LONGEST_QUERY = 400;

/** What reads one generation of the index. */
export interface Reader {
  readonly mirror: Mirror;
  readonly dictionary: Dictionary;
  readonly ordered: OrderedRows;
  readonly matches: MatchReader;
  readonly finder: EditionFinder;
}

export function readerOf(db: Connection, mirror: Mirror): Reader {
  const matches = new MatchReader(db, mirror.tables);
  return {
    mirror,
    matches,
    dictionary: new Dictionary(db, mirror.tables),
    ordered: new OrderedRows(db, mirror.tables),
    finder: new EditionFinder(matches, mirror.editions),
  };
}

/** A query, its defaults settled. */
export interface Request {
  readonly query: SearchQuery;
  readonly words: string;
  readonly sort: SearchSort;
  readonly limit: number;
  readonly cursor: Cursor | null;
}

/** Errors: `cursor.invalid`. */
export function requestOf(query: SearchQuery): Request {
  const sort = sortOf(query);
  const words = (query.q ?? '').slice(0, LONGEST_QUERY).trim();
  return { query, words, sort, limit: limitOf(query), cursor: readCursor(query.cursor, sort) };
}

export const placeAfter = ({ ordered }: Reader, { cursor }: Request): After | null =>
  cursor === null || cursor.sort === 'relevance' ? null : ordered.placeOf(cursor.sort, cursor.key, cursor.listingId);

interface Found {
  readonly listingIds: string[];
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly facets: Facets;
}

const listingIdOf = ({ mirror, ordered }: Reader, row: number): string =>
  mirror.listings.idOf(row) ?? ordered.listingIdOf(row);

export const found = (reader: Reader, rows: readonly number[], counter: FacetCounter): Found => ({
  listingIds: rows.map((row) => listingIdOf(reader, row)),
  total: counter.total,
  totalIsExact: !counter.isFull,
  facets: counter.facets(),
});

/** A page of rows in a keyed order, of which one more than asked for was read. */
export function keyedPage(
  reader: Reader,
  request: Request,
  rows: readonly number[],
  counter: FacetCounter,
): Found & { nextCursor: string | null } {
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const answer = found(reader, page, counter);
  if (rows.length <= request.limit || last === undefined) return { ...answer, nextCursor: null };
  const sort = request.sort as KeyedSort;
  const key = keysOf(reader.mirror.listings, sort)[last] ?? 0;
  return { ...answer, nextCursor: writeCursor({ sort, key, listingId: listingIdOf(reader, last) }) };
}
