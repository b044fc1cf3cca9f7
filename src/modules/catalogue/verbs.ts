import { keyed, once, read, repeatable, type Verbs } from '../../platform/remote/verbs.ts';
import type { Catalogue } from './door.ts';

const importBytes = 200_000_000;

/** How each verb of the catalogue is called from another process. */
export const catalogueVerbs: Verbs<Catalogue> = {
  getEdition: read,
  // An outside provider may be asked.
  lookUpIsbn: { ...read, deadlineMs: 12_000 },
  listEditionListings: read,
  search: read,
  getListings: read,
  getListing: read,
  getWorks: read,
  subjects: read,
  sitemapParts: { ...read, deadlineMs: 15_000 },
  sitemap: { ...read, deadlineMs: 15_000 },
  publishListing: keyed,
  // A state machine refuses the second time what it did the first.
  updateListing: once,
  removeListing: once,
  duplicateListing: once,
  listSellerListings: read,
  countSellerListings: read,
  addPhoto: { ...once, deadlineMs: 60_000, stream: 'photo' },
  removePhoto: once,
  orderPhotos: repeatable,
  // Rows without a reference would be added again.
  importRows: { ...once, deadlineMs: 1_800_000, mostBytes: importBytes },
  holdCopies: repeatable,
  extendHold: repeatable,
  sellCopies: repeatable,
  releaseHold: repeatable,
  returnCopies: repeatable,
  updateSeller: repeatable,
  searchListingsAsAdministrator: read,
  setBlocked: once,
  updateEdition: once,
  countListings: read,
  indexState: read,
  photosReachable: read,
  audit: { ...read, deadlineMs: 120_000 },
};
