import type { Kysely } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import type { Photo } from './door.ts';
import { nextVersion } from './store-copies.ts';
import type { CatalogueTables } from './tables.ts';

type Trx = Kysely<CatalogueTables>;

export const findListingOwner = (db: Trx, id: string) =>
  db.selectFrom('listings').select(['seller_id', 'state']).where('id', '=', id).executeTakeFirst();

export const findPhotos = (db: Trx, listingId: string): Promise<Photo[]> =>
  db
    .selectFrom('listing_photos')
    .select(['id', 'hash', 'width', 'height'])
    .where('listing_id', '=', listingId)
    .orderBy('position')
    .orderBy('id')
    .execute();

export async function insertPhoto(trx: Trx, listingId: string, photo: Photo, position: number): Promise<void> {
  await trx
    .insertInto('listing_photos')
    .values({ ...photo, listing_id: listingId, position, created_at: nowOf(trx) })
    .execute();
}

export async function deletePhoto(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('listing_photos').where('id', '=', id).execute();
}

/** Gives a listing's photos these places, and the listing its copy of them. */
export async function changePhotos(trx: Trx, listingId: string, photos: readonly Photo[]): Promise<void> {
  for (const [position, { id }] of photos.entries())
    await trx.updateTable('listing_photos').set({ position }).where('id', '=', id).execute();
  await trx
    .updateTable('listings')
    .set({ photos: JSON.stringify(photos), updated_at: nowOf(trx), changed_at: nextVersion(trx) })
    .where('id', '=', listingId)
    .execute();
}

/** Whether a listing shows this photo, or an order may have kept it: one of `listingId` that was ever set aside. */
export async function isPhotoNeeded(db: Trx, hash: string, listingId: string | undefined): Promise<boolean> {
  const shown = await db.selectFrom('listing_photos').select('id').where('hash', '=', hash).limit(1).executeTakeFirst();
  if (shown || listingId === undefined) return shown !== undefined;
  const held = await db
    .selectFrom('holds')
    .select('id')
    .where('listing_id', '=', listingId)
    .limit(1)
    .executeTakeFirst();
  return held !== undefined;
}
