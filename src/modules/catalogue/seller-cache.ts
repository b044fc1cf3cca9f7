import type { Kysely } from 'kysely';
import type { Seller } from './door.ts';
import { findSellers } from './store-sellers.ts';
import type { CatalogueTables } from './tables.ts';

const keptMs = 1000;
const mostKept = 5000;

/** Who sells, as it was a second ago at most: a page names the same few sellers again and again, and joining them costs as much as the page's rows. */
export class SellerCache {
  readonly #db: Kysely<CatalogueTables>;
  readonly #known = new Map<string, { seller: Seller; until: number }>();

  constructor(db: Kysely<CatalogueTables>) {
    this.#db = db;
  }

  /** Loads those that are not known, or not any more. */
  async load(ids: Iterable<string>): Promise<void> {
    const now = performance.now();
    const missing = new Set<string>();
    for (const id of ids) if ((this.#known.get(id)?.until ?? 0) <= now) missing.add(id);
    if (missing.size === 0) return;
    if (this.#known.size > mostKept) this.#known.clear();
    for (const row of await findSellers(this.#db, [...missing])) {
      const seller = {
        id: row.id,
        name: row.name,
        city: row.city,
        ratingHundredths: row.rating_hundredths,
        reviews: row.reviews,
      };
      const before = this.#known.get(row.id)?.seller;
      this.#known.set(row.id, {
        seller: before && isSame(before, seller) ? before : Object.freeze(seller),
        until: now + keptMs,
      });
    }
  }

  /** The same object, which nobody may change, as long as nothing of the seller changes. */
  get(id: string): Seller {
    return this.#known.get(id)?.seller ?? { id, name: '', city: null, ratingHundredths: null, reviews: 0 };
  }

  forget(id: string): void {
    this.#known.delete(id);
  }
}

const isSame = (one: Seller, other: Seller): boolean =>
  one.name === other.name &&
  one.city === other.city &&
  one.ratingHundredths === other.ratingHundredths &&
  one.reviews === other.reviews;
