import { type CompiledQuery, type Kysely, sql } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import type { ListingState } from './door.ts';
import { KnownListings, type LiveRow } from './known-listings.ts';
import { type ListingRow, listingOf, type PageRow } from './row.ts';
import { SellerCache } from './seller-cache.ts';
import { readBy } from './store-hints.ts';
import type { CatalogueTables } from './tables.ts';

type Db = Kysely<CatalogueTables>;
const mostAtOnce = 100;

/**
 * The pages of listings. Each query is compiled once and run again with other parameters, since compiling costs more
 * than SQLite needs to answer.
 */
export class PageStore {
  readonly #db: Db;
  readonly sellers: SellerCache;
  readonly #known = new KnownListings();
  readonly #compiled = new Map<string, CompiledQuery>();

  constructor(db: Db) {
    this.#db = db;
    this.sellers = new SellerCache(db);
  }

  /** Those of these listings that there are, in any order and state. */
  async byIds(ids: readonly string[]): Promise<PageRow[]> {
    if (ids.length === 0) return [];
    const known = ids.filter((id) => this.#known.has(id));
    if (known.length === 0 || known.length < ids.length / 2) return this.#kept(await this.#wholeRows(ids));
    const padded = padIds(ids);
    const live = await this.#run<LiveRow>(`live ${padded.length}`, padded, () =>
      selectLive(this.#db, 'PRIMARY').where('l.id', 'in', padded),
    );
    return this.#complete(live);
  }

  async newest(after: readonly [number, string] | undefined, limit: number): Promise<PageRow[]> {
    const base = () =>
      selectLive(this.#db, 'listings_newest').where('l.state', '=', 'active').where('l.seller_suspended', '=', 0);
    const page = () => base().orderBy('l.published_at', 'desc').orderBy('l.id', 'desc').limit(limit);
    if (!after) return this.#complete(await this.#run<LiveRow>('newest', ['active', 0, limit], page));
    const [at, id] = after;
    const live = await this.#run<LiveRow>('newest after', ['active', 0, at, at, id, limit], () =>
      page()
        .where('l.published_at', '<=', at)
        .where((is) => is.or([is('l.published_at', '<', at), is('l.id', '<', id)])),
    );
    return this.#complete(live);
  }

  /** Copies for sale of an edition, cheapest first. */
  async ofEdition(editionId: string, after: readonly [number, string] | undefined, limit: number): Promise<PageRow[]> {
    const page = () =>
      selectListings(this.#db, 'listings_of_edition')
        .where('l.edition_id', '=', editionId)
        .where('l.state', '=', 'active')
        .where('l.seller_suspended', '=', 0)
        .orderBy('l.price_minor')
        .orderBy('l.id')
        .limit(limit);
    if (!after) return this.#rows(await this.#run<ListingRow>('ofEdition', [editionId, 'active', 0, limit], page));
    const [price, id] = after;
    const rows = await this.#run<ListingRow>('ofEdition after', [editionId, 'active', 0, price, price, id, limit], () =>
      page()
        .where('l.price_minor', '>=', price)
        .where((is) => is.or([is('l.price_minor', '>', price), is('l.id', '>', id)])),
    );
    return this.#rows(rows);
  }

  /** A seller's own, newest first; `titlePart` is a folded piece of title or author. */
  async ofSeller(
    sellerId: string,
    filter: { state?: ListingState; titlePart?: string; isbn?: string; before?: string },
    limit: number,
  ): Promise<PageRow[]> {
    const index = filter.state ? 'listings_of_seller_by_state' : 'listings_of_seller';
    let query = selectListings(this.#db, index).where('l.seller_id', '=', sellerId);
    if (filter.state) query = query.where('l.state', '=', filter.state);
    if (filter.titlePart) query = query.where('l.title_key', 'like', `%${escapeLike(filter.titlePart)}%`);
    if (filter.isbn) query = query.where('l.isbn', '=', filter.isbn);
    if (filter.before) query = query.where('l.id', '<', filter.before);
    return this.#rows(await query.orderBy('l.id', 'desc').limit(limit).execute());
  }

  /** Anyone's, newest first. */
  async ofState(state: ListingState | undefined, before: string | undefined, limit: number): Promise<PageRow[]> {
    let query = selectListings(this.#db, state ? 'listings_by_state' : 'PRIMARY');
    if (state) query = query.where('l.state', '=', state);
    if (before) query = query.where('l.id', '<', before);
    return this.#rows(await query.orderBy('l.id', 'desc').limit(limit).execute());
  }

  /** Anyone's whose folded title begins so, in the order of titles. */
  async byTitle(
    beginning: string,
    state: ListingState | undefined,
    after: readonly [string, string] | undefined,
    limit: number,
  ): Promise<PageRow[]> {
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
    return this.#rows(await query.orderBy('l.title_key').orderBy('l.id').limit(limit).execute());
  }

  async ofIsbn(
    isbn: string,
    state: ListingState | undefined,
    before: string | undefined,
    limit: number,
  ): Promise<PageRow[]> {
    const editions = this.#db.selectFrom('editions').select('id').where('isbn', '=', isbn);
    let query = selectListings(this.#db, 'listings_of_edition').where('l.edition_id', 'in', editions);
    if (state) query = query.where('l.state', '=', state);
    if (before) query = query.where('l.id', '<', before);
    return this.#rows(await query.orderBy('l.id', 'desc').limit(limit).execute());
  }

  #wholeRows(ids: readonly string[]): Promise<ListingRow[]> {
    const padded = padIds(ids);
    return this.#run<ListingRow>(`byIds ${padded.length}`, padded, () =>
      selectListings(this.#db, 'PRIMARY').where('l.id', 'in', padded),
    );
  }

  async #run<Row>(
    name: string,
    parameters: readonly unknown[],
    build: () => { compile(): CompiledQuery },
  ): Promise<Row[]> {
    let compiled = this.#compiled.get(name);
    if (!compiled) {
      compiled = build().compile();
      this.#compiled.set(name, compiled);
    }
    return (await this.#db.executeQuery<Row>({ ...compiled, parameters })).rows;
  }

  async #rows(rows: readonly ListingRow[]): Promise<PageRow[]> {
    await this.sellers.load(rows.map((row) => row.seller_id));
    return rows.map((row) => ({
      listing: listingOf({ ...row, seller: this.sellers.get(row.seller_id) }),
      suspended: row.seller_suspended !== 0,
    }));
  }

  /** As `#rows`, and remembers them for the pages that come. */
  async #kept(rows: readonly ListingRow[]): Promise<PageRow[]> {
    await this.sellers.load(rows.map((row) => row.seller_id));
    return rows.map((row) => ({
      listing: this.#known.keep(row, this.sellers.get(row.seller_id)),
      suspended: row.seller_suspended !== 0,
    }));
  }

  /** Gives live rows the rest of their listings; one that has changed meanwhile is shown as it is by now. */
  async #complete(live: readonly LiveRow[]): Promise<PageRow[]> {
    await this.sellers.load(live.map((row) => row.seller_id));
    const rows = live.map((row) => this.#knownRow(row));
    const missing = live.filter((_, place) => rows[place] === undefined).map(({ id }) => id);
    if (missing.length === 0) return rows as PageRow[];
    const read = new Map<string, PageRow>();
    for (let at = 0; at < missing.length; at += mostAtOnce)
      for (const row of await this.#kept(await this.#wholeRows(missing.slice(at, at + mostAtOnce))))
        read.set(row.listing.id, row);
    return live.flatMap((row, place) => rows[place] ?? read.get(row.id) ?? []);
  }

  #knownRow(row: LiveRow): PageRow | undefined {
    const listing = this.#known.find(row, this.sellers.get(row.seller_id));
    return listing && { listing, suspended: row.seller_suspended !== 0 };
  }
}

/**
 * Copies of a listing that nobody holds: no hold counts that has lapsed, whether or not it has been taken off `held` already.
 */
const availableCopies = (db: Db) =>
  sql<number>`case when l.held = 0 then l.quantity else l.quantity - coalesce((
    select sum(h.quantity) from holds h where h.listing_id = l.id and h.state = 'active' and h.expires_at > ${nowOf(db)}), 0) end`;

/** What may change without its version, and the version. `index` is the one to read by. */
const selectLive = (db: Db, index: string) =>
  db
    .selectFrom('listings as l')
    .modifyFront(readBy('l', index))
    .select(['l.id', 'l.seller_id', 'l.changed_at', 'l.updated_at', 'l.quantity', availableCopies(db).as('available')])
    .select(['l.sold', 'l.state', 'l.seller_suspended']);

/** Everything that a card or a page shows of a listing. `index` is the one to read by. */
export function selectListings(db: Db, index: string) {
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
      availableCopies(db).as('available'),
      'l.sold',
      'l.state',
      'l.seller_suspended',
    ])
    .select([
      'l.reference',
      'l.photos',
      'l.created_at',
      'l.updated_at',
      'l.changed_at',
      'l.published_at',
      'l.seller_id',
    ]);
}

/** Lists of few lengths, so that few statements are prepared. */
function padIds(ids: readonly string[]): string[] {
  const size = [1, 2, 4, 8, 16, 24, 32, 64, 100].find((step) => step >= ids.length) ?? ids.length;
  const last = ids.at(-1) ?? '';
  return [...ids, ...Array<string>(size - ids.length).fill(last)];
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, ' ').trim();
