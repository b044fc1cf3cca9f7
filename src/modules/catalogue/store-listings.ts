import type { InsertObject, Kysely, UpdateObject } from 'kysely';
import { forUpdate, insertIgnore, nowOf } from '../../platform/db/index.ts';
import { type EditionRow, readList } from './row.ts';
import { nextVersion } from './store-copies.ts';
import { readBy } from './store-hints.ts';
import type { CatalogueTables, ListingsTable } from './tables.ts';
import { titleKeyOf } from './work.ts';

type Trx = Kysely<CatalogueTables>;
export type NewListing = InsertObject<CatalogueTables, 'listings'>;

/** The columns that a listing copies from its edition. */
export const editionCopy = (edition: EditionRow) => ({
  edition_id: edition.id,
  work_id: edition.work_id,
  isbn: edition.isbn,
  title: edition.title,
  title_key: titleKeyOf(edition.title, readList(edition.authors)),
  authors: edition.authors,
  publisher: edition.publisher,
  year: edition.year,
  language: edition.language,
  format: edition.format,
  subjects: edition.subjects,
});

export const insertListings = (trx: Trx, listings: readonly NewListing[]) =>
  trx.insertInto('listings').values(listings).execute();

/** The whole row; read it after `lockCopies`. */
export const getListingRow = (trx: Trx, id: string): Promise<ListingsTable> =>
  trx.selectFrom('listings').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Changes a locked listing, in a way that a search may see. */
export async function changeListing(
  trx: Trx,
  id: string,
  set: UpdateObject<CatalogueTables, 'listings'>,
): Promise<void> {
  await trx
    .updateTable('listings')
    .set({ ...set, updated_at: nowOf(trx), changed_at: nextVersion(trx) })
    .where('id', '=', id)
    .execute();
}

/** Gives all listings of an edition its facts. */
export async function copyEditionToListings(trx: Trx, edition: EditionRow): Promise<string[]> {
  const query = trx.selectFrom('listings').select('id').where('edition_id', '=', edition.id).orderBy('id');
  const rows = await forUpdate(trx, query).execute();
  await trx
    .updateTable('listings')
    .set({ ...editionCopy(edition), changed_at: nextVersion(trx) })
    .where('edition_id', '=', edition.id)
    .execute();
  return rows.map((row) => row.id);
}

/** Those of a seller's listings that these import keys name, by key. */
export async function findImported(
  trx: Trx,
  sellerId: string,
  importKeys: readonly string[],
): Promise<Map<string, ListingsTable>> {
  if (importKeys.length === 0) return new Map();
  const rows = await trx
    .selectFrom('listings')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .where('import_key', 'in', importKeys)
    .execute();
  return new Map(rows.map((row) => [row.import_key ?? '', row]));
}

export async function findImportedIds(trx: Trx, sellerId: string, importKeys: readonly string[]): Promise<string[]> {
  if (importKeys.length === 0) return [];
  const rows = await trx
    .selectFrom('listings')
    .select('id')
    .where('seller_id', '=', sellerId)
    .where('import_key', 'in', importKeys)
    .execute();
  return rows.map((row) => row.id);
}

/** A removed listing leaves its reference to the one that comes after it. */
export async function forgetImportKey(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('listings').set({ import_key: null }).where('id', '=', id).execute();
}

export async function countByState(db: Trx, sellerId?: string) {
  let query = db.selectFrom('listings').select(({ fn }) => ['state', fn.countAll<number>().as('listings')]);
  if (sellerId !== undefined) query = query.where('seller_id', '=', sellerId);
  return query.groupBy('state').execute();
}

/** All listings by state, and beside each the copies that are held in the whole shop. */
export const countEverything = (db: Trx) =>
  db
    .selectFrom('listings')
    .select((of) => [
      'state',
      of.fn.countAll<number>().as('listings'),
      of
        .selectFrom('holds')
        .select((held) => held.fn.sum<number | null>('quantity').as('copies'))
        .where('holds.state', '=', 'active')
        .where('holds.expires_at', '>', nowOf(db))
        .as('held'),
    ])
    .groupBy('state')
    .execute();

export const listForSitemap = (db: Trx, after: string | undefined, limit: number) => {
  let query = db
    .selectFrom('listings')
    .modifyFront(readBy('listings', 'listings_by_state'))
    .select(['id', 'updated_at'])
    .where('state', '=', 'active')
    .where('seller_suspended', '=', 0);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
};

/** The last listing of a part of `size`, if there are as many; by the index alone, so listings of suspended sellers count. */
export const findLastOfPart = (db: Trx, after: string, size: number) =>
  db
    .selectFrom('listings')
    .modifyFront(readBy('listings', 'listings_by_state'))
    .select('id')
    .where('state', '=', 'active')
    .where('id', '>', after)
    .orderBy('id')
    .offset(size - 1)
    .limit(1)
    .executeTakeFirst();

export const findPublication = (db: Trx, sellerId: string, key: string) =>
  db
    .selectFrom('publications')
    .select(['body_hash', 'listing_id'])
    .where('seller_id', '=', sellerId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();

export async function insertPublication(
  trx: Trx,
  publication: { seller_id: string; idempotency_key: string; body_hash: string; listing_id: string },
): Promise<void> {
  await insertIgnore(trx, 'publications', [{ ...publication, created_at: nowOf(trx) }]);
}
