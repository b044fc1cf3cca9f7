import type { Kysely } from 'kysely';
import { forUpdate, nowOf, upsert } from '../../platform/db/index.ts';
import { nextVersion } from './store-copies.ts';
import type { CatalogueTables, SellersTable } from './tables.ts';

type Trx = Kysely<CatalogueTables>;
const batch = 500;

/** Locks a seller, so that their listings are added one transaction after the other and none misses a suspension. */
export const lockSeller = (trx: Trx, id: string) =>
  forUpdate(trx, trx.selectFrom('sellers').select(['id', 'suspended']).where('id', '=', id)).executeTakeFirst();

export const findSeller = (db: Trx, id: string) =>
  db.selectFrom('sellers').selectAll().where('id', '=', id).executeTakeFirst();

export const findSellers = (db: Trx, ids: readonly string[]) =>
  db
    .selectFrom('sellers')
    .select(['id', 'name', 'city', 'rating_hundredths', 'reviews'])
    .where('id', 'in', ids)
    .execute();

/** Sets what is given, on a new row or the one there is. */
export async function saveSeller(
  trx: Trx,
  id: string,
  given: Partial<Omit<SellersTable, 'id' | 'updated_at'>>,
): Promise<void> {
  const updated_at = nowOf(trx);
  const row = { id, name: '', city: null, rating_hundredths: null, reviews: 0, suspended: 0, ...given, updated_at };
  await upsert(trx, 'sellers', row, ['id'], { ...given, updated_at });
}

/**
 * Gives a batch of a seller's listings their seller's suspension: those where it differs, or all of them, since the index
 * names the seller's city, too. Answers what changed, and the last id of a full batch.
 */
export async function followSeller(
  trx: Trx,
  { sellerId, after, suspended, all }: { sellerId: string; after: string; suspended: number; all: boolean },
): Promise<{ ids: string[]; last: string | undefined }> {
  const query = trx
    .selectFrom('listings')
    .select(['id', 'seller_suspended'])
    .where('seller_id', '=', sellerId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batch);
  const rows = await forUpdate(trx, query).execute();
  const ids = rows.filter((row) => all || row.seller_suspended !== suspended).map((row) => row.id);
  if (ids.length > 0)
    await trx
      .updateTable('listings')
      .set({ seller_suspended: suspended, changed_at: nextVersion(trx) })
      .where('id', 'in', ids)
      .execute();
  return { ids, last: rows.length === batch ? rows.at(-1)?.id : undefined };
}
