import type { Doors } from '../../../compose.ts';
import type { Listing, SearchFilters } from '../../../modules/catalogue/index.ts';
import type { PageHandler } from '../../route.ts';
import { type HomeShelf, homePage } from './home-page.ts';
import { remembered } from './remembered.ts';
import { isShelf } from './subject-name.ts';

const booksAShelf = 12;
/** Several copies of one work may have come together, and a work that stands on one shelf is left out of the next. */
const copiesRead = 24;
const subjectShelves = 3;
const subjectsShown = 20;

/** What sellers call a subject themselves has a place in the shop window only where nothing stands on the shop's own shelves. */
const subjects = remembered(async (doors) => {
  const all = await doors.catalogue.subjects();
  const shelves = all.filter(({ value }) => isShelf(value));
  return (shelves.length > 0 ? shelves : all).slice(0, subjectsShown);
});

/** The shop window. */
export const showHome: PageHandler = async ({ ctx, doors }) => {
  const known = await subjects(doors);
  const shown = known.slice(0, subjectShelves).map(({ value }) => value);
  const [latest, bargains, ...bySubject] = await Promise.all([
    copies(doors, { sort: 'newest' }),
    copies(doors, { sort: 'price' }),
    ...shown.map((subject) => copies(doors, { subject: [subject], sort: 'newest' })),
  ]);
  const taken = new Set<string>();
  const first = distinct(latest, taken);
  const shelves = shown.map(
    (subject, place): HomeShelf => ({ subject, books: distinct(bySubject[place] ?? [], taken) }),
  );
  return { page: homePage(ctx, { latest: first, shelves, bargains: distinct(bargains, taken), subjects: known }) };
};

const copies = async (doors: Doors, filters: SearchFilters): Promise<Listing[]> =>
  (await doors.catalogue.search({ ...filters, limit: copiesRead, facets: false })).items;

/** A shelf of different works, none of which stands on a shelf before it. */
function distinct(listings: readonly Listing[], taken: Set<string>): Listing[] {
  const shelf: Listing[] = [];
  for (const listing of listings) {
    if (shelf.length === booksAShelf) break;
    if (taken.has(listing.workId)) continue;
    taken.add(listing.workId);
    shelf.push(listing);
  }
  return shelf;
}
