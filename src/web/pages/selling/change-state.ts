import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { typed } from '../buying/form-values.ts';
import { booksAddress } from './my-books-page.ts';
import { listingIdOf } from './own-listing.ts';
import { stateIn } from './show-my-books.ts';

/** Pauses a book, or puts it up for sale: for the first time, that leads to where a published book is celebrated. */
export const changeState: PageHandler = async (request) => {
  const { body, doors } = request;
  const listingId = listingIdOf(request);
  const wanted = typed(body, 'state') === 'paused' ? 'paused' : 'active';
  const from = stateIn(typed(body, 'from'));
  await doors.catalogue.updateListing({ sellerId: memberOf(request).accountId, listingId, state: wanted });
  if (from === 'draft') return { redirect: paths.published(listingId) };
  return { redirect: booksAddress(from), done: wanted === 'active' ? 'listing_active' : 'listing_paused' };
};
