import type { Condition, Edition, Flag, Format, Listing, ListingState, Photo, Seller } from './door.ts';

/** A row as `selectListings` reads it. */
export interface ListingRow {
  id: string;
  edition_id: string;
  work_id: string;
  isbn: string | null;
  title: string;
  authors: string;
  publisher: string | null;
  year: number | null;
  language: string | null;
  format: Format | null;
  subjects: string;
  grade: Condition;
  flags: string;
  notes: string;
  price_minor: number;
  quantity: number;
  available: number;
  sold: number;
  state: ListingState;
  seller_suspended: number;
  reference: string | null;
  photos: string;
  created_at: number;
  updated_at: number;
  changed_at: number;
  published_at: number | null;
  seller_id: string;
}

export type ListingRowWithSeller = ListingRow & { seller: Seller };

/** A listing of a page, and what a page needs to know of it besides. Nobody may change it: others are shown the same. */
export interface PageRow {
  readonly listing: Listing;
  readonly suspended: boolean;
}

/** Most lists are empty, and a page has a hundred of them. */
export const readList = <T>(json: string): T[] => (json === '[]' ? [] : (JSON.parse(json) as T[]));

export function listingOf(row: ListingRowWithSeller): Listing {
  return {
    id: row.id,
    editionId: row.edition_id,
    workId: row.work_id,
    isbn: row.isbn,
    title: row.title,
    authors: readList(row.authors),
    publisher: row.publisher,
    year: row.year,
    language: row.language,
    format: row.format,
    subjects: readList(row.subjects),
    condition: row.grade,
    flags: readList<Flag>(row.flags),
    notes: row.notes,
    priceMinor: row.price_minor,
    quantity: row.quantity,
    available: row.available,
    sold: row.sold,
    state: row.state,
    reference: row.reference,
    seller: row.seller,
    photos: readList<Photo>(row.photos),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedAt: row.published_at,
  };
}

export interface EditionRow {
  id: string;
  work_id: string;
  isbn: string | null;
  title: string;
  authors: string;
  publisher: string | null;
  year: number | null;
  language: string | null;
  format: Format | null;
  subjects: string;
}

export const editionOf = (row: EditionRow): Edition => ({
  id: row.id,
  workId: row.work_id,
  isbn: row.isbn,
  title: row.title,
  authors: readList(row.authors),
  publisher: row.publisher,
  year: row.year,
  language: row.language,
  format: row.format,
  subjects: readList(row.subjects),
});
