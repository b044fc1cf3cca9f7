import { newId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { keyOf } from '../buying/form-values.ts';
import { listingIdOf } from './own-listing.ts';

/** A draft like it, which leads to its form. */
export const duplicateBook: PageHandler = async (request) => {
  const copy = await request.doors.catalogue.duplicateListing({
    sellerId: memberOf(request).accountId,
    listingId: listingIdOf(request),
    idempotencyKey: keyOf(request.body, newId()),
  });
  return { redirect: paths.myBook(copy.id), done: 'listing_copied' };
};
