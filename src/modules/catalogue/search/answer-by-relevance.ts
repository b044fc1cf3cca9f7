import { writeCursor } from './cursor.ts';
import { FacetCounter, Filters } from './filters.ts';
import type { Match } from './match-editions.ts';
import { editionsThatPass, pageByRelevance, type RelevantPage } from './pages-of-matches.ts';
import { byScore, readingOf, scoreOf, withWholeTitles } from './ranked-editions.ts';
import { found, type Reader, type Request } from './reader.ts';
import type { SearchAnswer } from './search-index.ts';

interface CountedPage {
  readonly page: RelevantPage;
  readonly counter: FacetCounter;
}

const offsetOf = ({ cursor }: Request): number => (cursor?.sort === 'relevance' ? cursor.offset : 0);

function rank(
  reader: Reader,
  request: Request,
  match: Match,
  filters: Filters,
  editions: readonly number[],
): CountedPage {
  const score = scoreOf(reader.finder.scorerOf(match.slots), match);
  const counter = new FacetCounter(reader.mirror, filters, request.query.facets === true);
  const part = { offset: offsetOf(request), limit: request.limit };
  return { counter, page: pageByRelevance(byScore(editions, score), reader.mirror, counter, part) };
}

/** Ranks the first matches where there are very many; all of them where filters leave too few of those. */
function rankEnough(reader: Reader, request: Request, match: Match): CountedPage {
  const { mirror } = reader;
  const filters = new Filters(mirror, request.query);
  if (!match.more) return rank(reader, request, match, filters, match.rows);
  const first = rank(reader, request, match, filters, withWholeTitles(match.rows, mirror, request.words));
  if (first.counter.isFull) return first;
  const all = match.more();
  // Counts need every edition; without them, those with nothing to show need no score.
  const wanted = request.query.facets === true ? all : editionsThatPass(all, mirror, filters);
  return rank(reader, request, match, filters, wanted);
}

/** A page of the copies of matching editions, the best first; pages end at the 1,000th copy. */
export function answerByRelevance(reader: Reader, request: Request, match: Match): SearchAnswer {
  const { page, counter } = rankEnough(reader, request, match);
  const end = offsetOf(request) + page.rows.length;
  const hasMore = page.rows.length === request.limit && end < counter.total;
  return {
    ...found(reader, page.rows, counter),
    nextCursor: hasMore ? writeCursor({ sort: 'relevance', offset: end }) : null,
    corrected: page.best === undefined ? null : readingOf(reader, match, page.best),
    nearMatches: match.near,
  };
}
