import { browseFiltered, fromPrice } from './browse-filtered.ts';
import { FacetCounter, Filters } from './filters.ts';
import type { Match } from './match-editions.ts';
import type { KeyedSort } from './next-rows.ts';
import { countCopies, pageByKey } from './pages-of-matches.ts';
import { readingOf } from './ranked-editions.ts';
import { keyedPage, placeAfter, type Reader, type Request } from './reader.ts';
import type { SearchAnswer } from './search-index.ts';
import { type Part, walkOrder } from './walk-order.ts';

const counterOf = ({ mirror }: Reader, { query }: Request, filters: Filters): FacetCounter =>
  new FacetCounter(mirror, filters, query.facets === true);

const partOf = (reader: Reader, request: Request): Part => ({
  sort: request.sort as KeyedSort,
  after: placeAfter(reader, request),
  most: request.limit + 1,
});

/** A page by price or time, without words. */
export function browse(reader: Reader, request: Request): SearchAnswer {
  const filters = new Filters(reader.mirror, request.query);
  const counter = counterOf(reader, request, filters);
  const rows = browseFiltered({ reader, filters, counter, part: partOf(reader, request) });
  return { ...keyedPage(reader, request, rows, counter), corrected: null, nearMatches: false };
}

/** A page of the copies of matching editions by price or time. */
export function answerByOrder(reader: Reader, request: Request, match: Match): SearchAnswer {
  const filters = new Filters(reader.mirror, request.query);
  const part = partOf(reader, request);
  const { rows, counter } =
    followOrder(reader, request, match, filters, part) ?? sortMatches(reader, request, match, filters, part);
  const reading = { corrected: readingOf(reader, match), nearMatches: match.near };
  return { ...keyedPage(reader, request, rows, counter), ...reading };
}

interface Rows {
  readonly rows: readonly number[];
  readonly counter: FacetCounter;
}

function sortMatches(reader: Reader, request: Request, match: Match, filters: Filters, part: Part): Rows {
  const counter = counterOf(reader, request, filters);
  const editions = match.more ? match.more() : match.rows;
  return { rows: pageByKey(editions, reader.mirror, counter, part), counter };
}

/**
 * Where very many editions match, a page of their copies is soon full by following the order and looking whether
 * each holds the words. Null where the filters leave too few for that.
 */
function followOrder(reader: Reader, request: Request, match: Match, filters: Filters, part: Part): Rows | null {
  const { mirror, ordered, finder } = reader;
  if (!match.more || filters.seller !== null || match.slots.some((slot) => slot.elsewhere)) return null;
  const counter = counterOf(reader, request, filters);
  countCopies(match.rows, mirror, counter);
  if (!counter.isFull) return null;
  const scorer = finder.scorerOf(match.slots);
  const holds = (row: number) => scorer.missingIn(mirror.listings.edition[row] ?? 0) === 0;
  const rows = walkOrder(
    mirror,
    fromPrice(part, filters),
    (after, limit) => ordered.behind(part.sort, after, limit),
    (row) => filters.failures(row) === 0 && holds(row),
  );
  return rows && { rows, counter };
}
