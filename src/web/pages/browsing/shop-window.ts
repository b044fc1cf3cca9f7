import type { Doors } from '../../../compose.ts';
import type { Listing, SearchFilters } from '../../../modules/catalogue/index.ts';
import { remembered } from './remembered.ts';
import { isShelf } from './subject-name.ts';

/** Which copies stand in the shop window, and how many books each subject has. */
export interface ChosenBooks {
  readonly latest: readonly string[];
  readonly bargains: readonly string[];
  readonly shelves: readonly { readonly subject: string; readonly listingIds: readonly string[] }[];
  readonly subjects: readonly { readonly value: string; readonly count: number }[];
  /** The copies as they were when they were chosen, and when that began, by `performance.now()`. */
  readonly asChosen: readonly Listing[];
  readonly chosenAt: number;
}

const booksAShelf = 12;
/** Several copies of one work may have come together, and a work that stands on one shelf is left out of the next. */
const copiesRead = 30;
const subjectShelves = 3;
const subjectsShown = 20;

/** The shop window as it was chosen within the last second. */
export const shopWindow = remembered(chooseBooks);

async function chooseBooks(doors: Doors): Promise<ChosenBooks> {
  const chosenAt = performance.now();
  const subjects = await shelvedSubjects(doors);
  const shown = subjects.slice(0, subjectShelves).map(({ value }) => value);
  const [latest, bargains, ...bySubject] = await Promise.all([
    copies(doors, { sort: 'newest' }),
    copies(doors, { sort: 'price' }),
    ...shown.map((subject) => copies(doors, { subject: [subject], sort: 'newest' })),
  ]);
  const taken = new Set<string>();
  const first = distinct(latest, taken);
  const shelves = shown.map((subject, place) => ({ subject, listingIds: distinct(bySubject[place] ?? [], taken) }));
  return {
    latest: first,
    shelves,
    bargains: distinct(bargains, taken),
    subjects,
    asChosen: [latest, bargains, ...bySubject].flat(),
    chosenAt,
  };
}

/** What sellers call a subject themselves has a place here only where nothing stands on the shop's own shelves. */
async function shelvedSubjects(doors: Doors): Promise<ChosenBooks['subjects']> {
  const all = await doors.catalogue.subjects();
  const shelves = all.filter(({ value }) => isShelf(value));
  return (shelves.length > 0 ? shelves : all).slice(0, subjectsShown);
}

const copies = async (doors: Doors, filters: SearchFilters): Promise<Listing[]> =>
  (await doors.catalogue.search({ ...filters, limit: copiesRead, facets: false })).items;

/** The copies of a shelf of different works, none of which stands on a shelf before it. */
function distinct(listings: readonly Listing[], taken: Set<string>): string[] {
  const shelf: string[] = [];
  for (const { id, workId } of listings) {
    if (shelf.length === booksAShelf) break;
    if (taken.has(workId)) continue;
    taken.add(workId);
    shelf.push(id);
  }
  return shelf;
}
