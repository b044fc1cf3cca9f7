import { answerByOrder, browse } from './answer-by-order.ts';
import { answerByRelevance } from './answer-by-relevance.ts';
import { FacetCounter, Filters } from './filters.ts';
import type { Connection, Statement } from './index-file.ts';
import { type Match, matchEditions } from './match-editions.ts';
import { type Mirror, MirrorKeeper } from './mirror.ts';
import { type Reader, type Request, readerOf, requestOf } from './reader.ts';
import { Recent } from './recent.ts';
import { emptyAnswer, type Facets, type SearchAnswer, type SearchQuery } from './search-index.ts';

/** Editions that are ranked where more match: those that came first, and those whose title it is. */
const RANKED_EDITIONS = 1000;
/** Editions whose copies are sorted in memory; where more match, an index is followed. */
const SORTED_EDITIONS = 4000;
/** Of the searches that are made again and again, while the index is as it was. */
const KEPT_ANSWERS = 400;
/** No further way to read a query is tried after this. */
const PATIENCE_MS = 200;

/** Answers queries over one connection that reads an index file; follows what others write to it. */
export class SearchEngine {
  readonly #db: Connection;
  readonly #keeper: MirrorKeeper;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #answers = new Recent<SearchAnswer>(KEPT_ANSWERS);
  #reader: Reader | null = null;
  #everything: { seq: number; mirror: Mirror; facets: Facets } | null = null;

  constructor(db: Connection) {
    this.#db = db;
    this.#keeper = new MirrorKeeper(db);
    this.#begin = db.prepare('BEGIN');
    this.#commit = db.prepare('COMMIT');
  }

  /** Errors: `cursor.invalid`. */
  search(query: SearchQuery): SearchAnswer {
    const request = requestOf(query);
    return this.#reading((reader) =>
      this.#answers.get(JSON.stringify(query), () =>
        request.words === '' ? browse(reader, request) : searchWords(reader, request),
      ),
    );
  }

  /** Forgets what it keeps of earlier searches, so that the next one costs what the first of its kind does. */
  forget(): void {
    this.#reader?.matches.asOf(-1);
    this.#reader?.dictionary.asOf(-1);
    this.#answers.asOf(-1);
  }

  /** Loads what a search needs. */
  warm(): void {
    this.#reading(() => undefined);
  }

  /** All listed copies, counted by what can be chosen; counted again only after a change. */
  browseFacets(): { facets: Facets; total: number } {
    return this.#reading(({ mirror }) => {
      if (this.#everything?.mirror !== mirror || this.#everything.seq !== mirror.seq) {
        this.#everything = { mirror, seq: mirror.seq, facets: countAll(mirror) };
      }
      return { facets: this.#everything.facets, total: mirror.listedCount };
    });
  }

  /** Listed copies, and the editions that have any. */
  size(): { listings: number; editions: number } {
    return this.#reading(({ mirror }) => {
      const listings = mirror.listedCount;
      return { listings, editions: mirror.editions.copies.reduce((sum, copies) => sum + (copies > 0 ? 1 : 0), 0) };
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
    if (this.#reader?.mirror !== mirror) this.#reader = readerOf(this.#db, mirror);
    this.#reader.matches.asOf(mirror.seq);
    this.#answers.asOf(mirror.seq, mirror);
    this.#reader.dictionary.asOf(mirror.seq);
    return this.#reader;
  }
}

function searchWords(reader: Reader, request: Request): SearchAnswer {
  const match = findMatch(reader, request);
  if (match.rows.length === 0) return emptyAnswer();
  return request.sort === 'relevance'
    ? answerByRelevance(reader, request, match)
    : answerByOrder(reader, request, match);
}

const findMatch = ({ matches, finder, dictionary }: Reader, { words, sort }: Request): Match =>
  matches.match(words, (typed) =>
    matchEditions(typed, {
      finder,
      dictionary,
      limit: sort === 'relevance' ? RANKED_EDITIONS : SORTED_EDITIONS,
      deadline: performance.now() + PATIENCE_MS,
    }),
  );

function countAll(mirror: Mirror): Facets {
  const everything = new FacetCounter(mirror, new Filters(mirror, { limit: 1 }), true, Number.POSITIVE_INFINITY);
  const { listed, last } = mirror.listings;
  for (let row = 1; row <= last; row++) if (listed[row]) everything.take(row);
  return everything.facets();
}
