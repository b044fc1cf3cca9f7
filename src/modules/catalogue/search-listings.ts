import type { Context } from './context.ts';
import { boundedLimit, pageOf, readCursor } from './cursor.ts';
import type { Catalogue, Found, SearchFilters } from './door.ts';
import type { PageRow } from './row.ts';
import { COUNTED_MATCHES, emptyFacets, type SearchQuery } from './search/search-index.ts';

type Input = Parameters<Catalogue['search']>[0];

const filterNames = [
  'condition',
  'language',
  'format',
  'subject',
  'city',
  'sellerId',
  'minPriceMinor',
  'maxPriceMinor',
] as const;

/** Finds listings; facets are counted unless `facets` is false. The index says which, the database what they are by now. Errors: `cursor.invalid` 400, `search.not_ready` 503. */
export async function searchListings(context: Context, input: Input): Promise<Found> {
  if (isNewest(input)) return newestListings(context, input);
  const answer = await context.index.search(queryOf(input));
  const rows = await context.pages.byIds(answer.listingIds);
  const byId = new Map(rows.filter(isForSale).map(({ listing }) => [listing.id, listing]));
  const items = answer.listingIds.flatMap((id) => byId.get(id) ?? []);
  const { total, totalIsExact, nextCursor, facets, corrected, nearMatches } = answer;
  return { items, total, totalIsExact, nextCursor, facets, corrected, nearMatches };
}

const isForSale = ({ listing, suspended }: PageRow): boolean => listing.state === 'active' && !suspended;

/** The newest of all, without counts, is one query of the database: the index would only add a way. */
const isNewest = (input: Input): boolean =>
  input.facets === false &&
  (input.sort === undefined || input.sort === 'newest' || input.sort === 'relevance') &&
  !input.q?.trim() &&
  !filterNames.some((name) => isGiven(input[name]));

const isGiven = (value: SearchFilters[(typeof filterNames)[number]]): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined;

async function newestListings(context: Context, input: Input): Promise<Found> {
  const limit = boundedLimit(input.limit);
  const rows = await context.pages.newest(readCursor(input.cursor, 'number'), limit + 1);
  const page = pageOf(
    rows,
    limit,
    ({ listing }) => [listing.publishedAt ?? 0, listing.id],
    ({ listing }) => listing,
  );
  const listed = context.index.listed();
  return {
    ...page,
    total: Math.min(listed, COUNTED_MATCHES),
    totalIsExact: listed <= COUNTED_MATCHES,
    facets: emptyFacets(),
    corrected: null,
    nearMatches: false,
  };
}

function queryOf(input: Input): SearchQuery {
  const given = filterNames.filter((name) => isGiven(input[name]));
  const filters: Partial<SearchQuery> = Object.fromEntries(given.map((name) => [name, input[name]]));
  return {
    ...filters,
    ...(input.q?.trim() ? { q: input.q } : {}),
    ...(input.sort === undefined ? {} : { sort: input.sort }),
    ...(input.cursor === undefined ? {} : { cursor: input.cursor }),
    limit: boundedLimit(input.limit),
    facets: input.facets !== false,
  };
}

/** Subjects with the numbers of copies for sale, most frequent first. */
export async function listSubjects(context: Context): Promise<{ value: string; count: number }[]> {
  return (await context.index.search({ limit: 1, facets: true })).facets.subject;
}
