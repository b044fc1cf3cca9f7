import { type CompiledQuery, type Kysely, sql } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import type { ListingState } from './door.ts';
import type { ListingRow, ListingRowWithSeller } from './row.ts';
import { SellerCache } from './seller-cache.ts';
import { readBy } from './store-hints.ts';
import type { CatalogueTables } from './tables.ts';

type Db = Kysely<CatalogueTables>;

/**
 * The pages of listings. Each query is compiled once and run again with other parameters, since compiling costs more
 * than SQLite needs to answer.
 */
export class PageStore {
  readonly #db: Db;
  readonly sellers: SellerCache;
  readonly #compiled = new Map<string, CompiledQuery<ListingRow>>();

  constructor(db: Db) {
    this.#db = db;
    this.sellers = new SellerCache(db);
  }

  /** Those of these listings that there are, in any order and state. */
  byIds(ids: readonly string[]): Promise<ListingRowWithSeller[]> {
    if (ids.length === 0) return Promise.resolve([]);
    const padded = padIds(ids);
    return this.#run(`byIds ${String(padded.length)}`, padded, () =>
      selectListings(this.#db, 'PRIMARY').where('l.id', 'in', padded),
    );
  }

  newest(after: readonly [number, string] | undefined, limit: number): Promise<ListingRowWithSeller[]> {
    const base = () =>
      selectListings(this.#db, 'listings_newest').where('l.state', '=', 'active').where('l.seller_suspended', '=', 0);
    const page = () => base().orderBy('l.published_at', 'desc').orderBy('l.id', 'desc').limit(limit);
    if (!after) return this.#run('newest', ['active', 0, limit], page);
    const [at, id] = after;
    return this.#run('newest after', ['active', 0, at, at, id, limit], () =>
      page()
        .where('l.published_at', '<=', at)
        .where((is) => is.or([is('l.published_at', '<', at), is('l.id', '<', id)])),
    );
  }

  /** Copies for sale of an edition, cheapest first. */
  ofEdition(
    editionId: string,
    after: readonly [number, string] | undefined,
    limit: number,
  ): Promise<ListingRowWithSeller[]> {
    const page = () =>
      selectListings(this.#db, 'listings_of_edition')
        .where('l.edition_id', '=', editionId)
        .where('l.state', '=', 'active')
        .where('l.seller_suspended', '=', 0)
        .orderBy('l.price_minor')
        .orderBy('l.id')
        .limit(limit);
    if (!after) return this.#run('ofEdition', [editionId, 'active', 0, limit], page);
    const [price, id] = after;
    return this.#run('ofEdition after', [editionId, 'active', 0, price, price, id, limit], () =>
      page()
        .where('l.price_minor', '>=', price)
        .where((is) => is.or([is('l.price_minor', '>', price), is('l.id', '>', id)])),
    );
  }

  /** A seller's own, newest first; `titlePart` is a folded piece of title or author. */
  ofSeller(
    sellerId: string,
    filter: { state?: ListingState; titlePart?: string; isbn?: string; before?: string },
    limit: number,
  ): Promise<ListingRowWithSeller[]> {
    const index = filter.state ? 'listings_of_seller_by_state' : 'listings_of_seller';
    let query = selectListings(this.#db, index).where('l.seller_id', '=', sellerId);
    if (filter.state) query = query.where('l.state', '=', filter.state);
    if (filter.titlePart) query = query.where('l.title_key', 'like', `%${escapeLike(filter.titlePart)}%`);
    if (filter.isbn) query = query.where('l.isbn', '=', filter.isbn);
    if (filter.before) query = query.where('l.id', '<', filter.before);
    return this.#withSellers(query.orderBy('l.id', 'desc').limit(limit).execute());
  }

  /** Anyone's, newest first. */
  ofState(state: ListingState | undefined, before: string | undefined, limit: number): Promise<ListingRowWithSeller[]> {
    let query = selectListings(this.#db, state ? 'listings_by_state' : 'PRIMARY');
    if (state) query = query.where('l.state', '=', state);
    if (before) query = query.where('l.id', '<', before);
    return this.#withSellers(query.orderBy('l.id', 'desc').limit(limit).execute());
  }

  /** Anyone's whose folded title begins so, in the order of titles. */
  byTitle(
    beginning: string,
    state: ListingState | undefined,
    after: readonly [string, string] | undefined,
    limit: number,
  ): Promise<ListingRowWithSeller[]> {
    let query = selectListings(this.#db, 'listings_by_title')
      .where('l.title_key', '>=', beginning)
      .where('l.title_key', '<', `${beginning}\u{10ffff}`);
    if (state) query = query.where('l.state', '=', state);
    if (after) {
      const [title, id] = after;
      query = query
        .where('l.title_key', '>=', title)
        .where((is) => is.or([is('l.title_key', '>', title), is('l.id', '>', id)]));
    }
    return this.#withSellers(query.orderBy('l.title_key').orderBy('l.id').limit(limit).execute());
  }

  ofIsbn(
    isbn: string,
    state: ListingState | undefined,
    before: string | undefined,
    limit: number,
  ): Promise<ListingRowWithSeller[]> {
    const editions = this.#db.selectFrom('editions').select('id').where('isbn', '=', isbn);
    let query = selectListings(this.#db, 'listings_of_edition').where('l.edition_id', 'in', editions);
    if (state) query = query.where('l.state', '=', state);
    if (before) query = query.where('l.id', '<', before);
    return this.#withSellers(query.orderBy('l.id', 'desc').limit(limit).execute());
  }

  async #run(
    name: string,
    parameters: readonly unknown[],
    build: () => { compile(): CompiledQuery<ListingRow> },
  ): Promise<ListingRowWithSeller[]> {
    let compiled = this.#compiled.get(name);
    if (!compiled) {
      compiled = build().compile();
      this.#compiled.set(name, compiled);
    }
    return this.#withSellers(this.#db.executeQuery<ListingRow>({ ...compiled, parameters }).then(({ rows }) => rows));
  }

  async #withSellers(read: Promise<ListingRow[]>): Promise<ListingRowWithSeller[]> {
    const rows = (await read) as ListingRowWithSeller[];
    await this.sellers.load(rows.map((row) => row.seller_id));
    for (const row of rows) row.seller = this.sellers.get(row.seller_id);
    return rows;
  }
}

/**
 * Everything that a card or a page shows of a listing. `available` counts no hold that has lapsed, whether or not it has
 * been taken off `held` already. `index` is the one to read by.
 */
export function selectListings(db: Db, index: string) {
  const live = sql<number>`case when l.held = 0 then l.quantity else l.quantity - coalesce((
    select sum(h.quantity) from holds h where h.listing_id = l.id and h.state = 'active' and h.expires_at > ${nowOf(db)}), 0) end`;
  return db
    .selectFrom('listings as l')
    .modifyFront(readBy('l', index))
    .select([
      'l.id',
      'l.edition_id',
      'l.work_id',
      'l.isbn',
      'l.title',
      'l.authors',
      'l.publisher',
      'l.year',
      'l.language',
      'l.format',
      'l.subjects',
    ])
    .select([
      'l.grade',
      'l.flags',
      'l.notes',
      'l.price_minor',
      'l.quantity',
      live.as('available'),
      'l.sold',
      'l.state',
      'l.seller_suspended',
    ])
    .select(['l.reference', 'l.photos', 'l.created_at', 'l.updated_at', 'l.published_at', 'l.seller_id']);
}

/** Lists of few lengths, so that few statements are prepared. */
function padIds(ids: readonly string[]): string[] {
  const size = [1, 2, 4, 8, 16, 24, 32, 64, 100].find((step) => step >= ids.length) ?? ids.length;
  const last = ids.at(-1) ?? '';
  return [...ids, ...Array<string>(size - ids.length).fill(last)];
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, ' ').trim();
