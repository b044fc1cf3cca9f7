import type { Doors } from '../../../compose.ts';
import type { Found, SearchFilters } from '../../../modules/catalogue/index.ts';
import type { PageHandler } from '../../route.ts';
import { countFilters, readSearch, type SearchRequest } from './read-search.ts';
import { remembered } from './remembered.ts';
import { searchPage } from './search-page.ts';

const booksAPage = 24;
const latestShown = 8;

/** Searches and browses what is for sale. */
export const showSearch: PageHandler = async ({ ctx, doors, query }) => {
  const search = readSearch(query, ctx.shop.currency);
  const [found, [seller]] = await Promise.all([
    isEverything(search) ? browse(doors, search) : doors.catalogue.search(asked(search)),
    profileOf(doors, search),
  ]);
  const latest =
    found.items.length === 0 && search.cursor === undefined
      ? (await doors.catalogue.search({ sort: 'newest', limit: latestShown, facets: false })).items
      : [];
  return { page: searchPage(ctx, { search, found, latest, sellerName: seller?.name ?? ctx.t.catalogue.thisSeller }) };
};

const isEverything = (search: SearchRequest): boolean =>
  search.words === '' && search.sort === 'newest' && countFilters(search) === 0;

const everything = remembered((doors) => doors.catalogue.search({ limit: 1, facets: true }));

/** The newest of all: the counts beside them are those of the whole shop, at most a second old. */
async function browse(doors: Doors, { cursor }: SearchRequest): Promise<Found> {
  const [page, { facets, total, totalIsExact }] = await Promise.all([
    doors.catalogue.search({ sort: 'newest', cursor, limit: booksAPage, facets: false }),
    everything(doors),
  ]);
  return { ...page, facets, total, totalIsExact };
}

function asked(search: SearchRequest): Parameters<Doors['catalogue']['search']>[0] {
  return { ...filtersOf(search), cursor: search.cursor, limit: booksAPage, facets: true };
}

const filtersOf = (search: SearchRequest): SearchFilters => ({
  q: search.words,
  condition: [...search.condition],
  language: [...search.language],
  format: [...search.format],
  subject: [...search.subject],
  city: [...search.city],
  sellerId: search.seller,
  minPriceMinor: search.minPriceMinor,
  maxPriceMinor: search.maxPriceMinor,
  sort: search.sort,
});

const profileOf = (doors: Doors, { seller }: SearchRequest): Promise<{ name: string }[]> =>
  seller === undefined ? Promise.resolve([]) : doors.accounts.publicProfiles({ accountIds: [seller] });

export interface FoundBooks {
  readonly search: SearchRequest;
  readonly found: Found;
  /** The newest books of the shop, where nothing was found. */
  readonly latest: Found['items'];
  readonly sellerName: string;
}
