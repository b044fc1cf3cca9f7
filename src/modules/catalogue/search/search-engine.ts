import { browseFiltered } from './browse-filtered.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { Dictionary } from './dictionary.ts';
import { titleHash } from './edition-text.ts';
import { FacetCounter, Filters } from './filters.ts';
import { EditionFinder } from './find-editions.ts';
import { wordsOf } from './fold-text.ts';
import type { Connection, Statement, Tables } from './index-file.ts';
import { type Match, matchEditions } from './match-editions.ts';
import { MatchReader } from './match-reader.ts';
import { type Mirror, MirrorKeeper } from './mirror.ts';
import { type After, type KeyedSort, keysOf } from './next-rows.ts';
import { OrderedRows } from './ordered-rows.ts';
import { byScore, editionsThatPass, pageByKey, pageByRelevance, readingOf } from './pages-of-matches.ts';
import { limitOf, sortOf } from './query-defaults.ts';
import { EditionScorer } from './score-editions.ts';
import { emptyAnswer, type Facets, type SearchAnswer, type SearchQuery, type SearchSort } from './search-index.ts';

/** Editions that are ranked where more match: those with most copies, and those whose title it is. */
const RANKED_EDITIONS = 2000;
const EVERYTHING = 100_000_000;
/** No further way to read a query is tried after this. */
const PATIENCE_MS = 200;
const LONGEST_QUERY = 400;

/** What belongs to one generation of the index. */
interface Reader {
  readonly mirror: Mirror;
  readonly dictionary: Dictionary;
  readonly ordered: OrderedRows;
  readonly matches: MatchReader;
  readonly finder: EditionFinder;
}

/** A query, its defaults settled. */
interface Request {
  readonly query: SearchQuery;
  readonly words: string;
  readonly sort: SearchSort;
  readonly limit: number;
  readonly cursor: Cursor | null;
}

function requestOf(query: SearchQuery): Request {
  const sort = sortOf(query);
  const words = (query.q ?? '').slice(0, LONGEST_QUERY).trim();
  return { query, words, sort, limit: limitOf(query), cursor: readCursor(query.cursor, sort) };
}

/** Answers queries over one connection that reads an index file; follows what others write to it. */
export class SearchEngine {
  readonly #db: Connection;
  readonly #keeper: MirrorKeeper;
  readonly #begin: Statement;
  readonly #commit: Statement;
  #reader: Reader | null = null;
  #facets: { seq: number; mirror: Mirror; facets: Facets } | null = null;

  constructor(db: Connection) {
    this.#db = db;
    this.#keeper = new MirrorKeeper(db);
    this.#begin = db.prepare('BEGIN');
    this.#commit = db.prepare('COMMIT');
  }

  search(query: SearchQuery): SearchAnswer {
    const request = requestOf(query);
    return this.#reading((reader) =>
      request.words === '' ? browse(reader, request) : this.#searchWords(reader, request),
    );
  }

  /** Loads what a search needs. */
  warm(): void {
    this.#reading(() => undefined);
  }

  /** All listed copies, counted by what can be chosen; counted again only after a change. */
  browseFacets(): { facets: Facets; total: number } {
    return this.#reading(({ mirror }) => {
      if (this.#facets?.mirror !== mirror || this.#facets.seq !== mirror.seq) {
        this.#facets = { mirror, seq: mirror.seq, facets: countAll(mirror) };
      }
      return { facets: this.#facets.facets, total: mirror.listedCount };
    });
  }

  /** One snapshot of the file for all that a query reads. */
  #reading<T>(work: (reader: Reader) => T): T {
    this.#begin.run();
    try {
      return work(this.#current());
    } finally {
      this.#commit.run();
    }
  }

  #current(): Reader {
    const mirror = this.#keeper.current();
    if (this.#reader?.mirror !== mirror) this.#reader = readerOf(this.#db, mirror, mirror.tables);
    this.#reader.matches.asOf(mirror.seq);
    this.#reader.dictionary.asOf(mirror.seq);
    return this.#reader;
  }

  #searchWords(reader: Reader, request: Request): SearchAnswer {
    const most = request.sort === 'relevance' ? RANKED_EDITIONS : EVERYTHING;
    const match = reader.matches.match(request.words, (typed) =>
      matchEditions(typed, {
        finder: reader.finder,
        dictionary: reader.dictionary,
        limit: most,
        deadline: performance.now() + PATIENCE_MS,
      }),
    );
    if (match.rows.length === 0) return emptyAnswer();
    return request.sort === 'relevance'
      ? answerByRelevance(reader, request, match)
      : answerByKey(reader, request, match);
  }
}

function readerOf(db: Connection, mirror: Mirror, tables: Tables): Reader {
  const matches = new MatchReader(db, tables);
  return {
    mirror,
    matches,
    dictionary: new Dictionary(db, tables),
    ordered: new OrderedRows(db, tables),
    finder: new EditionFinder(matches, mirror.editions),
  };
}

function countAll(mirror: Mirror): Facets {
  const everything = new FacetCounter(mirror, new Filters(mirror, { limit: 1 }), true, Number.POSITIVE_INFINITY);
  const { listed, last } = mirror.listings;
  for (let row = 1; row <= last; row++) if (listed[row]) everything.take(row);
  return everything.facets();
}

function answerByRelevance(reader: Reader, request: Request, match: Match): SearchAnswer {
  const { mirror } = reader;
  const { query, limit } = request;
  const filters = new Filters(mirror, query);
  const scorer = reader.finder.scorerOf(match.slots);
  const score = scoreOf(scorer, match);
  const offset = request.cursor?.sort === 'relevance' ? request.cursor.offset : 0;
  const read = (rows: readonly number[]) => {
    const counter = new FacetCounter(mirror, filters, query.facets === true);
    return { counter, page: pageByRelevance(byScore(rows, score), mirror, counter, offset, limit) };
  };
  let answer = read(match.more ? withWholeTitles(match.rows, mirror, request.words) : match.rows);
  if (match.more && !answer.counter.isFull) answer = read(editionsOfInterest(match.more(), mirror, filters, query));
  const { page, counter } = answer;
  const end = offset + page.rows.length;
  const hasMore = page.rows.length === limit && end < counter.total;
  return {
    ...found(reader, page.rows, counter),
    nextCursor: hasMore ? writeCursor({ sort: 'relevance', offset: end }) : null,
    corrected:
      match.near || page.best === 0
        ? null
        : readingOf(
            scorer,
            page.best,
            match.slots.map((slot) => slot.typed),
          ),
    nearMatches: match.near,
  };
}

/** Counts need every edition; without them, those with nothing to show need no score. */
const editionsOfInterest = (
  rows: readonly number[],
  mirror: Mirror,
  filters: Filters,
  query: SearchQuery,
): readonly number[] => (query.facets === true ? rows : editionsThatPass(rows, mirror, filters));

function answerByKey(reader: Reader, request: Request, match: Match): SearchAnswer {
  const { mirror } = reader;
  const sort = request.sort as KeyedSort;
  const counter = new FacetCounter(mirror, new Filters(mirror, request.query), request.query.facets === true);
  const after = placeAfter(reader, request);
  const rows = pageByKey(match.rows, mirror, counter, { sort, after, most: request.limit + 1 });
  const scorer = reader.finder.scorerOf(match.slots);
  const best = match.near ? 0 : (byScore(match.rows.slice(0, RANKED_EDITIONS), scoreOf(scorer, match))[0] ?? 0);
  return {
    ...keyedPage(reader, request, rows, counter),
    corrected:
      best === 0
        ? null
        : readingOf(
            scorer,
            best,
            match.slots.map((slot) => slot.typed),
          ),
    nearMatches: match.near,
  };
}

function browse(reader: Reader, request: Request): SearchAnswer {
  const { mirror, ordered } = reader;
  const filters = new Filters(mirror, request.query);
  const counter = new FacetCounter(mirror, filters, request.query.facets === true);
  const rows = browseFiltered({
    mirror,
    ordered,
    filters,
    counter,
    sort: request.sort as KeyedSort,
    after: placeAfter(reader, request),
    most: request.limit + 1,
  });
  return { ...keyedPage(reader, request, rows, counter), corrected: null, nearMatches: false };
}

function placeAfter({ ordered }: Reader, { cursor }: Request): After | null {
  return cursor === null || cursor.sort === 'relevance'
    ? null
    : ordered.placeOf(cursor.sort, cursor.key, cursor.listingId);
}

/** A page of rows in a keyed order, of which one more than asked for was read. */
function keyedPage(reader: Reader, request: Request, rows: readonly number[], counter: FacetCounter) {
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const sort = request.sort as KeyedSort;
  const answer = found(reader, page, counter);
  if (rows.length <= request.limit || last === undefined) return { ...answer, nextCursor: null };
  const key = keysOf(reader.mirror.listings, sort)[last] ?? 0;
  return { ...answer, nextCursor: writeCursor({ sort, key, listingId: listingIdOf(reader, last) }) };
}

const listingIdOf = ({ mirror, ordered }: Reader, row: number): string =>
  mirror.listings.idOf(row) ?? ordered.listingIdOf(row);

const found = (reader: Reader, rows: readonly number[], counter: FacetCounter) => ({
  listingIds: rows.map((row) => listingIdOf(reader, row)),
  total: counter.total,
  totalIsExact: !counter.isFull,
  facets: counter.facets(),
});

/** Among near matches, those that hold more of the rare words come first. */
function scoreOf(scorer: EditionScorer, { near }: Match): (row: number) => number {
  if (!near) return (row) => scorer.score(row);
  return (row) => {
    const score = scorer.score(row);
    return 0.2 * score + 20 * scorer.satisfied;
  };
}

/** The rows, with the editions whose whole title was typed, which may come later in the file. */
function withWholeTitles(rows: readonly number[], mirror: Mirror, words: string): number[] {
  const hash = titleHash(wordsOf(words));
  const all = new Set(rows);
  for (const hashes of [mirror.editions.titleHash, mirror.editions.mainHash]) {
    for (
      let row = hashes.indexOf(hash);
      row >= 0 && all.size < 2 * RANKED_EDITIONS;
      row = hashes.indexOf(hash, row + 1)
    ) {
      if ((mirror.editions.copies[row] ?? 0) > 0) all.add(row);
    }
  }
  return [...all];
}
