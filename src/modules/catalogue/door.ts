import type { Page } from '../accounts/index.ts';

export const conditions = ['new', 'as_new', 'fine', 'very_good', 'good', 'fair', 'poor'] as const;
export type Condition = (typeof conditions)[number];
export const formats = ['hardcover', 'paperback', 'other'] as const;
export type Format = (typeof formats)[number];
export const flags = ['signed', 'first_edition', 'dust_jacket', 'ex_library', 'annotated', 'book_club'] as const;
export type Flag = (typeof flags)[number];
export type ListingState = 'draft' | 'active' | 'paused' | 'sold_out' | 'removed' | 'blocked';

export interface Edition {
  id: string;
  workId: string;
  isbn: string | null;
  title: string;
  authors: string[];
  publisher: string | null;
  year: number | null;
  language: string | null;
  format: Format | null;
  subjects: string[];
}

export interface Photo {
  id: string;
  hash: string;
  width: number;
  height: number;
}

export interface Seller {
  id: string;
  name: string;
  city: string | null;
  /** Mean of the reviews in hundredths of a star, and how many there are. */
  ratingHundredths: number | null;
  reviews: number;
}

export interface Listing extends Omit<Edition, 'id'> {
  id: string;
  editionId: string;
  condition: Condition;
  flags: Flag[];
  notes: string;
  priceMinor: number;
  /** Unsold copies at hand, and those of them that nobody holds. */
  quantity: number;
  available: number;
  sold: number;
  state: ListingState;
  reference: string | null;
  seller: Seller;
  photos: Photo[];
  createdAt: number;
  updatedAt: number;
  publishedAt: number | null;
}

export interface EditionFacts {
  isbn?: string | undefined;
  title?: string | undefined;
  authors?: string[] | undefined;
  publisher?: string | undefined;
  /** Null clears it. */
  year?: number | null | undefined;
  language?: string | undefined;
  /** Null clears it. */
  format?: Format | null | undefined;
  subjects?: string[] | undefined;
}

export interface ListingFields {
  condition: Condition;
  flags?: Flag[] | undefined;
  notes?: string | undefined;
  priceMinor: number;
  quantity: number;
}

export interface SearchFilters {
  q?: string | undefined;
  condition?: Condition[] | undefined;
  language?: string[] | undefined;
  format?: Format[] | undefined;
  subject?: string[] | undefined;
  city?: string[] | undefined;
  sellerId?: string | undefined;
  minPriceMinor?: number | undefined;
  maxPriceMinor?: number | undefined;
  sort?: 'relevance' | 'price' | '-price' | 'newest' | undefined;
}

export type FacetName = 'condition' | 'language' | 'format' | 'subject' | 'city';
export type Facets = Record<FacetName, { value: string; count: number }[]>;

export interface Found extends Page<Listing> {
  total: number;
  totalIsExact: boolean;
  facets: Facets;
  /** What a misspelt query was read as. */
  corrected: string | null;
  nearMatches: boolean;
}

export interface HoldItem {
  orderId: string;
  listingId: string;
  quantity: number;
}

/** What an order line keeps of its copy: frozen at the moment of the hold. */
export interface FrozenCopy {
  listingId: string;
  sellerId: string;
  title: string;
  authors: string[];
  condition: Condition;
  priceMinor: number;
  photoHash: string | null;
  workId: string;
}

export interface ImportRow {
  line: number;
  reference?: string | undefined;
  facts: EditionFacts;
  fields: ListingFields;
}

export interface ImportOutcome {
  line: number;
  outcome: 'added' | 'updated' | 'unchanged' | 'removed' | 'refused';
  code?: string;
  reason?: string;
}

/** What: works, editions, listings, photos, search, holds. It alone decides whether a copy is available. */
export interface Catalogue {
  /** An edition by ISBN in any spelling or by id. Errors: `edition.not_found`. */
  getEdition(input: {
    isbnOrId: string;
  }): Promise<{ edition: Edition; otherEditions: (Edition & { copies: number; fromPriceMinor: number | null })[] }>;
  /** What is known of an ISBN (ours, then the outside provider's where one is set); undefined when nobody knows. Errors: `isbn.invalid` 422. */
  lookUpIsbn(input: { isbn: string }): Promise<{ isbn: string; known: boolean; facts: EditionFacts } | undefined>;
  listEditionListings(input: { editionId: string; cursor?: string | undefined; limit: number }): Promise<Page<Listing>>;
  search(input: SearchFilters & { cursor?: string | undefined; limit: number; facets?: boolean }): Promise<Found>;
  /** Live listings for anyone, in the order asked for; those that are not visible are left out. */
  getListings(input: { listingIds: string[] }): Promise<Listing[]>;
  /** One listing: drafts, paused and removed ones only for their seller (and `asAdministrator`). Errors: `listing.not_found`. */
  getListing(input: { listingId: string; viewerId?: string | undefined; asAdministrator?: boolean }): Promise<Listing>;
  /** Works by id, for their drawn covers. */
  getWorks(input: { workIds: string[] }): Promise<{ id: string; title: string; authors: string[] }[]>;
  subjects(): Promise<{ value: string; count: number }[]>;
  /** Where each part of the sitemap begins, as `sitemap` takes it in `after`; the first is ''. A part has about `size` listings. */
  sitemapParts(input: { size: number }): Promise<string[]>;
  sitemap(input: { after?: string | undefined; limit: number }): Promise<{ listingId: string; updatedAt: number }[]>;

  /** Publishes (or keeps as a draft). A known edition's facts stay as they are. */
  publishListing(input: {
    sellerId: string;
    facts: EditionFacts;
    fields: ListingFields;
    state?: 'draft' | 'active' | undefined;
    idempotencyKey?: string | undefined;
    publishedAt?: number;
  }): Promise<Listing>;
  /** Errors: `listing.held` 409 when the quantity would fall below live holds, `listing.state` 409. */
  updateListing(input: {
    sellerId: string;
    listingId: string;
    facts?: EditionFacts | undefined;
    fields?: Partial<ListingFields> | undefined;
    state?: 'active' | 'paused' | 'removed' | undefined;
  }): Promise<Listing>;
  removeListing(input: { sellerId: string; listingId: string }): Promise<void>;
  duplicateListing(input: {
    sellerId: string;
    listingId: string;
    idempotencyKey?: string | undefined;
  }): Promise<Listing>;
  listSellerListings(input: {
    sellerId: string;
    state?: ListingState | undefined;
    q?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<Listing>>;
  countSellerListings(input: { sellerId: string }): Promise<Record<ListingState, number>>;
  addPhoto(input: {
    sellerId: string;
    listingId: string;
    photo: AsyncIterable<Uint8Array>;
    declaredType?: string;
  }): Promise<Photo>;
  removePhoto(input: { sellerId: string; listingId: string; photoId: string }): Promise<void>;
  /** Puts a listing's photos in this order; the first is the one on its card. Errors: `listing.not_found`, `photo.not_found`. */
  orderPhotos(input: { sellerId: string; listingId: string; photoIds: string[] }): Promise<Photo[]>;
  /** One transaction a batch; the outcome of each row in the order given. Rows without a reference are told apart within one call. */
  importRows(input: { sellerId: string; rows: ImportRow[] }): Promise<ImportOutcome[]>;

  /**
   * Sets copies aside for a purchase: all or none. Repeating a purchase's attempt answers what it did.
   * `expectedPriceMinor` by listing refuses a price that changed since it was shown (`listing.price_changed` 409).
   * Errors: `listing.unavailable` 409 with `details.listings` (ids).
   */
  holdCopies(input: {
    purchaseId: string;
    attempt: number;
    holdSeconds: number;
    items: HoldItem[];
    expectedPriceMinor?: Record<string, number>;
    buyerId?: string | undefined;
  }): Promise<{ expiresAt: number; copies: FrozenCopy[] }>;
  /** Lengthens a live hold, once per purchase and attempt; answers when it ends. Errors: `hold.expired` 409. */
  extendHold(input: { purchaseId: string; attempt: number; holdSeconds: number }): Promise<{ expiresAt: number }>;
  /**
   * Sells a purchase's copies, order by order: those of a live hold, or, where it lapsed, whatever can be taken again, all of an order's copies or none.
   * Idempotent by purchase: the second call answers what the first did.
   */
  sellCopies(input: {
    purchaseId: string;
    orders: { orderId: string; items: { listingId: string; quantity: number }[] }[];
  }): Promise<{ orderId: string; sold: boolean }[]>;
  /** Gives back what a purchase (or one order of it) holds. Idempotent. */
  releaseHold(input: { purchaseId: string; orderId?: string | undefined }): Promise<void>;
  /** Puts an order's sold copies back for sale, once per order. */
  returnCopies(input: { orderId: string; items: { listingId: string; quantity: number }[] }): Promise<void>;

  /** Fed by events of accounts and sales: the catalogue's own copy of who sells. */
  updateSeller(input: {
    sellerId: string;
    name?: string;
    city?: string | null;
    suspended?: boolean;
    ratingHundredths?: number | null;
    reviews?: number;
  }): Promise<void>;

  /* administration */
  searchListingsAsAdministrator(input: {
    q?: string | undefined;
    state?: ListingState | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<Listing>>;
  setBlocked(input: { listingId: string; blocked: boolean }): Promise<Listing>;
  updateEdition(input: { editionId: string; facts: EditionFacts }): Promise<Edition>;
  countListings(): Promise<{ active: number; soldOut: number; total: number; heldCopies: number }>;
  /** Whether the search index is complete, and how far it is behind. */
  indexState(): Promise<{ complete: boolean; behindMs: number; listings: number; bytes: number }>;
  photosReachable(): Promise<boolean>;
  audit(): Promise<string[]>;
}

export interface CatalogueEvents {
  'listing.published': {
    listingId: string;
    sellerId: string;
    editionId: string;
    workId: string;
    priceMinor: number;
    condition: Condition;
  };
  /** New listings of one batch of an import (at most 500). */
  'listings.imported': { sellerId: string; listingIds: string[] };
}
