import type { PageHandler } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { typed } from '../buying/form-values.ts';
import { booksAddress } from './my-books-page.ts';
import { listingIdOf } from './own-listing.ts';

/** So many copies are there now, whatever was there before: sending it again changes nothing. */
export const restock: PageHandler = async (request) => {
  const { body, doors } = request;
  const quantity = Number(typed(body, 'quantity').trim() || Number.NaN);
  const listing = await doors.catalogue.updateListing({ sellerId: memberOf(request).accountId, listingId: listingIdOf(request), fields: { quantity } });
  return { redirect: booksAddress(listing.state), done: listing.state === 'active' ? 'listing_restocked' : 'listing_saved' };
};
