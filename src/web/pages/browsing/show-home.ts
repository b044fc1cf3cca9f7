import type { Doors } from '../../../compose.ts';
import type { Listing } from '../../../modules/catalogue/index.ts';
import type { PageHandler } from '../../route.ts';
import { oneOfEachWork } from './card-book.ts';
import { type HomeShelf, homePage } from './home-page.ts';
import { remembered } from './remembered.ts';

const booksAShelf = 12;
/** Several copies of one work may have come together. */
const copiesRead = 20;
const subjectShelves = 3;
const subjectsShown = 20;

const subjects = remembered((doors) => doors.catalogue.subjects());

/** The shop window. */
export const showHome: PageHandler = async ({ ctx, doors }) => {
  const known = (await subjects(doors)).slice(0, subjectsShown);
  const [latest, bargains, ...shelves] = await Promise.all([newest(doors), cheapest(doors), ...known.slice(0, subjectShelves).map(({ value }) => shelfOf(doors, value))]);
  return { page: homePage(ctx, { latest, bargains, shelves, subjects: known }) };
};

const distinct = ({ items }: { items: Listing[] }): Listing[] => oneOfEachWork(items, booksAShelf);

const newest = async (doors: Doors): Promise<Listing[]> => distinct(await doors.catalogue.search({ sort: 'newest', limit: copiesRead, facets: false }));

const cheapest = async (doors: Doors): Promise<Listing[]> => distinct(await doors.catalogue.search({ sort: 'price', limit: copiesRead, facets: false }));

const shelfOf = async (doors: Doors, subject: string): Promise<HomeShelf> => ({
  subject,
  books: distinct(await doors.catalogue.search({ subject: [subject], sort: 'newest', limit: copiesRead, facets: false })),
});
