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
  readonly #loading = new Map<string, Promise<void>>();

  constructor(db: Kysely<CatalogueTables>) {
    this.#db = db;
  }

  /** Loads those that are not known, or not any more; whom somebody else loads already is waited for. */
  async load(ids: Iterable<string>): Promise<void> {
    const now = performance.now();
    const [missing, awaited] = [new Set<string>(), new Set<Promise<void>>()];
    for (const id of ids) {
      if ((this.#known.get(id)?.until ?? 0) > now) continue;
      const loading = this.#loading.get(id);
      if (loading) awaited.add(loading);
      else missing.add(id);
    }
    if (missing.size > 0) awaited.add(this.#loadAll([...missing]));
    if (awaited.size > 0) await Promise.all(awaited);
  }

  #loadAll(ids: readonly string[]): Promise<void> {
    const loading = this.#read(ids).finally(() => {
      for (const id of ids) this.#loading.delete(id);
    });
    for (const id of ids) this.#loading.set(id, loading);
    return loading;
  }

  async #read(ids: readonly string[]): Promise<void> {
    const rows = await findSellers(this.#db, ids);
    if (this.#known.size > mostKept) this.#known.clear();
    const until = performance.now() + keptMs;
    for (const row of rows) {
      const seller = sellerOf(row);
      const before = this.#known.get(row.id)?.seller;
      this.#known.set(row.id, { seller: before && isSame(before, seller) ? before : seller, until });
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

const sellerOf = (row: Awaited<ReturnType<typeof findSellers>>[number]): Seller =>
  Object.freeze({
    id: row.id,
    name: row.name,
    city: row.city,
    ratingHundredths: row.rating_hundredths,
    reviews: row.reviews,
  });

const isSame = (one: Seller, other: Seller): boolean =>
  one.name === other.name &&
  one.city === other.city &&
  one.ratingHundredths === other.ratingHundredths &&
  one.reviews === other.reviews;
