import type { Database } from '../../platform/db/index.ts';
import { Queue } from '../../platform/queue/index.ts';
import { auditCatalogue } from './audit.ts';
import type { Context, CountedThing } from './context.ts';
import { countListings } from './count-listings.ts';
import type { Catalogue, CatalogueEvents } from './door.ts';
import { duplicateListing } from './duplicate-listing.ts';
import { expireHolds } from './expire-holds.ts';
import { extendHold } from './extend-hold.ts';
import { IndexFollower } from './follow/index-follower.ts';
import { type IndexPlace, openIndexAt } from './follow/index-place.ts';
import { getEdition } from './get-edition.ts';
import { getWorks } from './get-works.ts';
import { holdCopies } from './hold-copies.ts';
import { importRows } from './import-rows.ts';
import {
  countSellerListings,
  getListing,
  getListings,
  listEditionListings,
  listSellerListings,
  searchListingsAsAdministrator,
  sitemap,
  sitemapParts,
} from './list-listings.ts';
import { lookUpIsbn } from './look-up-isbn.ts';
import { cachedBooks } from './outside/cached-books.ts';
import { addPhoto, orderPhotos, removePhoto } from './photos.ts';
import { publishListing } from './publish-listing.ts';
import { releaseHold } from './release-hold.ts';
import { returnCopies } from './return-copies.ts';
import { listSubjects, searchListings } from './search-listings.ts';
import { sellCopies } from './sell-copies.ts';
import { setBlocked } from './set-blocked.ts';
import { PageStore } from './store-pages.ts';
import type { CatalogueTables } from './tables.ts';
import { updateEdition } from './update-edition.ts';
import { updateListing } from './update-listing.ts';
import { updateSeller } from './update-seller.ts';

export type { OutsideBooks } from './context.ts';
export { type DemoListing, demoListings } from './demo/demo-listings.ts';
export { demoAdministrator, demoBuyer, demoSellers } from './demo/demo-people.ts';
export { demoReviews } from './demo/demo-reviews.ts';
export { demoWorks } from './demo/demo-works.ts';
export { subjects as subjectShelf } from './demo/subjects.ts';
export * from './door.ts';
export type { IndexPlace } from './follow/index-place.ts';
export { migrations } from './migrations/index.ts';
export { openLibrary } from './outside/open-library.ts';
export type { CatalogueTables } from './tables.ts';
export { catalogueVerbs } from './verbs.ts';

export type CatalogueDeps = Pick<Context, 'photos' | 'shop' | 'log'> &
  Partial<Pick<Context, 'outsideBooks' | 'publicProfiles'>> & {
    db: Database<CatalogueTables>;
    /** A file that outlives the process, or a folder where the process keeps a file of its own. */
    index: IndexPlace;
    /** Threads that search. */
    searchWorkers?: number;
    /** Counts what happens, for metrics. */
    count?: (what: CountedThing, by: number) => void;
  };

export interface CatalogueModule {
  door: Catalogue;
  outbox: Queue<CatalogueEvents>;
  /** Loads the search index while the caller does other things. */
  prepare(): void;
  /** Resolves when the search index is complete; until then a search is refused. Everything else works without. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** For a worker, now and then: marks lapsed holds; answers how many. */
  expireHolds(): Promise<number>;
}

/** What: works, editions, listings, photos, search, holds. */
export function createCatalogue(deps: CatalogueDeps): CatalogueModule {
  const outbox = new Queue<CatalogueEvents>(deps.db, 'catalogue_outbox');
  const place = openIndexAt(deps.index, deps.searchWorkers ?? 1);
  const index = new IndexFollower({ db: deps.db, open: place.open, log: deps.log });
  const context: Context = {
    db: deps.db,
    pages: new PageStore(deps.db.query),
    outbox,
    index,
    photos: deps.photos,
    shop: deps.shop,
    log: deps.log,
    outsideBooks: deps.outsideBooks && cachedBooks(deps.db, deps.outsideBooks),
    publicProfiles: deps.publicProfiles,
    count: deps.count ?? (() => undefined),
  };
  return {
    door: doorOf(context),
    outbox,
    prepare: () => index.prepare(),
    start: () => index.start(),
    stop: async () => {
      await index.stop();
      place.leave();
    },
    expireHolds: () => expireHolds(context),
  };
}

function doorOf(context: Context): Catalogue {
  return {
    getEdition: (input) => getEdition(context, input),
    lookUpIsbn: (input) => lookUpIsbn(context, input),
    listEditionListings: (input) => listEditionListings(context, input),
    search: (input) => searchListings(context, input),
    getListings: (input) => getListings(context, input),
    getListing: (input) => getListing(context, input),
    getWorks: (input) => getWorks(context, input),
    subjects: () => listSubjects(context),
    sitemap: (input) => sitemap(context, input),
    sitemapParts: (input) => sitemapParts(context, input),
    publishListing: (input) => publishListing(context, input),
    updateListing: (input) => updateListing(context, input),
    removeListing: async (input) => {
      await updateListing(context, { ...input, state: 'removed' });
    },
    duplicateListing: (input) => duplicateListing(context, input),
    listSellerListings: (input) => listSellerListings(context, input),
    countSellerListings: (input) => countSellerListings(context, input),
    addPhoto: (input) => addPhoto(context, input),
    removePhoto: (input) => removePhoto(context, input),
    orderPhotos: (input) => orderPhotos(context, input),
    importRows: (input) => importRows(context, input),
    holdCopies: (input) => holdCopies(context, input),
    extendHold: (input) => extendHold(context, input),
    sellCopies: (input) => sellCopies(context, input),
    releaseHold: (input) => releaseHold(context, input),
    returnCopies: (input) => returnCopies(context, input),
    updateSeller: (input) => updateSeller(context, input),
    searchListingsAsAdministrator: (input) => searchListingsAsAdministrator(context, input),
    setBlocked: (input) => setBlocked(context, input),
    updateEdition: (input) => updateEdition(context, input),
    countListings: () => countListings(context),
    indexState: () => context.index.state(),
    photosReachable: async () => (await context.photos.check()) === 'ok',
    audit: () => auditCatalogue(context),
  };
}
