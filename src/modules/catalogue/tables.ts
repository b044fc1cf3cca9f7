import type { QueueTable } from '../../platform/queue/index.ts';
import type { Condition, Format, ListingState } from './door.ts';

export interface WorksTable {
  id: string;
  /** SHA-256 of the normalised title and first author. */
  work_key: string;
  created_at: number;
}

export interface EditionsTable {
  id: string;
  work_id: string;
  isbn: string | null;
  title: string;
  /** JSON array of names. */
  authors: string;
  publisher: string | null;
  year: number | null;
  language: string | null;
  format: Format | null;
  /** JSON array. */
  subjects: string;
  created_at: number;
  updated_at: number;
}

/** A listing keeps a copy of its edition's facts, so that a page of listings is one query. */
export interface ListingsTable {
  id: string;
  seller_id: string;
  edition_id: string;
  work_id: string;
  isbn: string | null;
  title: string;
  /** Folded title and authors, cut to 190 characters: what a seller's or administrator's list is searched by. */
  title_key: string;
  authors: string;
  publisher: string | null;
  year: number | null;
  language: string | null;
  format: Format | null;
  subjects: string;
  grade: Condition;
  /** JSON array. */
  flags: string;
  notes: string;
  price_minor: number;
  quantity: number;
  held: number;
  sold: number;
  state: ListingState;
  state_before_block: ListingState | null;
  seller_suspended: number;
  reference: string | null;
  /** SHA-256 of what a second import of the same row is recognised by. */
  import_key: string | null;
  /** The quantity that the last import named. */
  imported_quantity: number | null;
  /** JSON array of `Photo`, a copy of `listing_photos` in their order. */
  photos: string;
  created_at: number;
  updated_at: number;
  published_at: number | null;
  /** Grows with each change that a search may see; so it is the version of the listing in the index. */
  changed_at: number;
}

export interface ListingPhotosTable {
  id: string;
  listing_id: string;
  hash: string;
  width: number;
  height: number;
  position: number;
  created_at: number;
}

export interface SellersTable {
  id: string;
  name: string;
  city: string | null;
  rating_hundredths: number | null;
  reviews: number;
  suspended: number;
  updated_at: number;
}

export type HoldState = 'active' | 'consumed' | 'released' | 'expired';

export interface HoldsTable {
  id: string;
  purchase_id: string;
  attempt: number;
  order_id: string;
  listing_id: string;
  quantity: number;
  expires_at: number;
  extended: number;
  state: HoldState;
  /** JSON of the `FrozenCopy` that the order line keeps. */
  frozen: string;
  created_at: number;
}

/** What `sellCopies` decided for an order, once and for all. */
export interface OrderDecisionsTable {
  order_id: string;
  purchase_id: string;
  sold: number;
  decided_at: number;
  returned_at: number | null;
}

export interface SoldCopiesTable {
  order_id: string;
  listing_id: string;
  quantity: number;
  returned: number;
}

/** Which listing a seller's idempotency key published. */
export interface PublicationsTable {
  seller_id: string;
  idempotency_key: string;
  body_hash: string;
  listing_id: string;
  created_at: number;
}

/** What the outside provider answered for an ISBN; `facts` is null where it knows nothing. */
export interface OutsideBooksTable {
  isbn: string;
  facts: string | null;
  fetched_at: number;
}

export interface CatalogueTables {
  works: WorksTable;
  editions: EditionsTable;
  listings: ListingsTable;
  listing_photos: ListingPhotosTable;
  sellers: SellersTable;
  holds: HoldsTable;
  order_decisions: OrderDecisionsTable;
  sold_copies: SoldCopiesTable;
  publications: PublicationsTable;
  outside_books: OutsideBooksTable;
  catalogue_outbox: QueueTable;
}
