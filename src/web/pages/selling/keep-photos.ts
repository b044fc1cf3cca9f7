import { notFound } from '../../../platform/errors.ts';
import { paths } from '../../paths.ts';
import type { PageHandler, PageRequest } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { typed } from '../buying/form-values.ts';
import { listingIdOf, ownListing } from './own-listing.ts';
import { photoRemovalPage, photosPage } from './photos-page.ts';
import { areTooMany, isEmpty, type RefusedPhoto, takePhoto } from './take-photo.ts';

export const showPhotos: PageHandler = async (request) => ({
  page: photosPage(request.ctx, { listing: await ownListing(request) }),
});

/** Adds photos as they arrive; those that are refused are named, the others stay. */
export const addPhotos: PageHandler = async (request) => {
  const { ctx } = request;
  const { id: listingId } = await ownListing(request);
  const { taken, refused, tooMany } = await receive(request, listingId);
  if (refused.length > 0 || tooMany)
    return { page: photosPage(ctx, { listing: await ownListing(request), refused, tooMany }), status: 422 };
  if (taken > 0) return { redirect: paths.photos(listingId), done: 'photos_added' };
  const errors = { photos: ctx.t.publishing.photoNone };
  return { page: photosPage(ctx, { listing: await ownListing(request), errors }), status: 422 };
};

async function receive(
  request: PageRequest,
  listingId: string,
): Promise<{ taken: number; refused: RefusedPhoto[]; tooMany: boolean }> {
  const { accountId: sellerId } = memberOf(request);
  const refused: RefusedPhoto[] = [];
  let taken = 0;
  try {
    for await (const part of request.upload()) {
      if (part.kind === 'field') continue;
      if (isEmpty(part)) {
        part.stream.resume();
        continue;
      }
      const refusal = await takePhoto(request, { sellerId, listingId }, part);
      if (refusal) refused.push(refusal);
      else taken += 1;
    }
  } catch (error) {
    if (!areTooMany(error)) throw error;
    return { taken, refused, tooMany: true };
  }
  return { taken, refused, tooMany: false };
}

/** Moves one photo a place earlier or later. */
export const orderPhotos: PageHandler = async (request) => {
  const { body, doors } = request;
  const listing = await ownListing(request);
  const photoIds = listing.photos.map(({ id }) => id);
  const at = photoIds.indexOf(typed(body, 'photo'));
  if (at < 0) throw notFound('photo');
  const to = Math.max(0, Math.min(photoIds.length - 1, at + (typed(body, 'move') === 'later' ? 1 : -1)));
  photoIds.splice(to, 0, ...photoIds.splice(at, 1));
  await doors.catalogue.orderPhotos({ sellerId: memberOf(request).accountId, listingId: listing.id, photoIds });
  return { redirect: paths.photos(listing.id), done: 'photos_ordered' };
};

export const showPhotoRemoval: PageHandler = async (request) => {
  const listing = await ownListing(request);
  const photo = listing.photos.find(({ id }) => id === request.params.photoId);
  if (!photo) throw notFound('photo');
  return { page: photoRemovalPage(request.ctx, listing, photo.id) };
};

export const removePhoto: PageHandler = async (request) => {
  const { doors, params } = request;
  const listingId = listingIdOf(request);
  await doors.catalogue.removePhoto({
    sellerId: memberOf(request).accountId,
    listingId,
    photoId: params.photoId ?? '',
  });
  return { redirect: paths.photos(listingId), done: 'photo_removed' };
};
