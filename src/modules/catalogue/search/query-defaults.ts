import type { SearchQuery, SearchSort } from './search-index.ts';

const MOST_LISTINGS_A_PAGE = 100;

/** Without words there is no relevance: the newest come first. */
export function sortOf(query: SearchQuery): SearchSort {
  const hasWords = query.q !== undefined && query.q.trim() !== '';
  const sort = query.sort ?? 'relevance';
  return sort === 'relevance' && !hasWords ? 'newest' : sort;
}

export const limitOf = (query: SearchQuery): number =>
  Math.min(MOST_LISTINGS_A_PAGE, Math.max(1, Math.floor(query.limit) || 1));
