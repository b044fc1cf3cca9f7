import type { Listing, ListingState, Seller } from './door.ts';
import { type ListingRow, listingOf } from './row.ts';

const mostKept = 8_000;

/** What changes of a listing without its version, and that version: what a page asks for of the listings it knows. */
export interface LiveRow {
  id: string;
  seller_id: string;
  changed_at: number;
  updated_at: number;
  quantity: number;
  available: number;
  sold: number;
  state: ListingState;
  seller_suspended: number;
}

interface Known {
  readonly changedAt: number;
  readonly updatedAt: number;
  listing: Listing;
}

/**
 * Listings as they were read, by their versions: a page asks the database which there are and how many copies are free, and reads
 * the rest of a row once for each change. The same listing, unchanged, is the same object; so nobody may change it, and what is made of it can be kept with it.
 */
export class KnownListings {
  readonly #known = new Map<string, Known>();

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** The listing as it is now; undefined where this version of it is not known. */
  find(live: LiveRow, seller: Seller): Listing | undefined {
    const known = this.#known.get(live.id);
    if (known?.changedAt !== live.changed_at || known.updatedAt !== live.updated_at) return undefined;
    const { listing } = known;
    if (isSame(listing, live) && listing.seller === seller) return listing;
    const { quantity, available, sold, state } = live;
    known.listing = Object.freeze({ ...listing, quantity, available, sold, state, seller });
    return known.listing;
  }

  keep(row: ListingRow, seller: Seller): Listing {
    const listing = frozen(listingOf({ ...row, seller }));
    this.#known.delete(row.id);
    this.#known.set(row.id, { changedAt: row.changed_at, updatedAt: row.updated_at, listing });
    if (this.#known.size > mostKept) this.#forgetOldest();
    return listing;
  }

  #forgetOldest(): void {
    for (const id of this.#known.keys()) {
      if (this.#known.size <= mostKept * 0.75) return;
      this.#known.delete(id);
    }
  }
}

const isSame = (listing: Listing, live: LiveRow): boolean =>
  listing.quantity === live.quantity &&
  listing.available === live.available &&
  listing.sold === live.sold &&
  listing.state === live.state;

function frozen(listing: Listing): Listing {
  for (const list of [listing.authors, listing.subjects, listing.flags, listing.photos]) Object.freeze(list);
  return Object.freeze(listing);
}
