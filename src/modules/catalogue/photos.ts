import { DomainError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Context } from './context.ts';
import type { Catalogue, Photo } from './door.ts';
import { wrongState } from './listing-state.ts';
import { lockCopies } from './store-copies.ts';
import { changePhotos, deletePhoto, findListingOwner, findPhotos, insertPhoto, isPhotoNeeded } from './store-photos.ts';

const mostPhotos = 8;

/** Takes a photo of the copy as it arrives; the same photo again is the one there is. Errors: `listing.not_found`, `listing.photos_full` 409, and those of the photo store. */
export async function addPhoto(context: Context, input: Parameters<Catalogue['addPhoto']>[0]): Promise<Photo> {
  await refuseAddition(context, input);
  const stored = await context.photos.take(
    input.photo,
    input.declaredType === undefined ? {} : { declaredType: input.declaredType },
  );
  try {
    const photo = await keepPhoto(context, input, stored);
    return photo;
  } catch (error) {
    await forgetPhoto(context, stored.hash);
    throw error;
  }
}

/** Before anything is received. */
async function refuseAddition(context: Context, input: { sellerId: string; listingId: string }): Promise<void> {
  const listing = await findListingOwner(context.db.query, input.listingId);
  if (listing?.seller_id !== input.sellerId) throw notFound('listing');
  if (listing.state === 'removed') throw wrongState('removed', 'edited');
  if ((await findPhotos(context.db.query, input.listingId)).length >= mostPhotos) throw photosFull();
}

const photosFull = (): DomainError =>
  new DomainError('listing.photos_full', 409, `A listing can have ${String(mostPhotos)} photos.`);

async function keepPhoto(
  context: Context,
  input: { sellerId: string; listingId: string },
  stored: Omit<Photo, 'id'>,
): Promise<Photo> {
  return context.db.transaction(async (trx) => {
    const listing = (await lockCopies(trx, [input.listingId])).listings.get(input.listingId);
    if (listing?.seller_id !== input.sellerId) throw notFound('listing');
    const photos = await findPhotos(trx, input.listingId);
    const same = photos.find((photo) => photo.hash === stored.hash);
    if (same) return same;
    if (photos.length >= mostPhotos) throw photosFull();
    const photo = { id: newId(), hash: stored.hash, width: stored.width, height: stored.height };
    await insertPhoto(trx, input.listingId, photo, photos.length);
    await changePhotos(trx, input.listingId, [...photos, photo]);
    return photo;
  });
}

/** Errors: `listing.not_found`, `photo.not_found`. */
export async function removePhoto(
  context: Context,
  { sellerId, listingId, photoId }: Parameters<Catalogue['removePhoto']>[0],
): Promise<void> {
  const hash = await context.db.transaction(async (trx) => {
    const listing = (await lockCopies(trx, [listingId])).listings.get(listingId);
    if (listing?.seller_id !== sellerId) throw notFound('listing');
    const photos = await findPhotos(trx, listingId);
    const photo = photos.find(({ id }) => id === photoId);
    if (!photo) throw notFound('photo');
    await deletePhoto(trx, photoId);
    await changePhotos(
      trx,
      listingId,
      photos.filter(({ id }) => id !== photoId),
    );
    return photo.hash;
  });
  await forgetPhoto(context, hash, listingId);
}

/** Puts a listing's photos in this order; the first is the one on its card. Errors: `listing.not_found`, `photo.not_found`. */
export async function orderPhotos(
  context: Context,
  { sellerId, listingId, photoIds }: Parameters<Catalogue['orderPhotos']>[0],
): Promise<Photo[]> {
  return context.db.transaction(async (trx) => {
    const listing = (await lockCopies(trx, [listingId])).listings.get(listingId);
    if (listing?.seller_id !== sellerId) throw notFound('listing');
    const photos = await findPhotos(trx, listingId);
    const chosen = [...new Set(photoIds)].map((id) => photos.find((photo) => photo.id === id));
    if (chosen.includes(undefined)) throw notFound('photo');
    const first = chosen.filter((photo) => photo !== undefined);
    const ordered = [...first, ...photos.filter((photo) => !first.includes(photo))];
    await changePhotos(trx, listingId, ordered);
    return ordered;
  });
}

/** Removes the files of a photo that no listing shows, and that no order has kept: order lines show the photo of their copy for ever. */
async function forgetPhoto(context: Context, hash: string, listingId?: string): Promise<void> {
  if (await isPhotoNeeded(context.db.query, hash, listingId)) return;
  await context.photos.remove(hash).catch((error: unknown) => {
    context.log.warn({ error, hash }, 'a photo that nobody needs stays in the folder');
  });
}
