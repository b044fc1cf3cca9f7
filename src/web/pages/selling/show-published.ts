import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { ownListing } from './own-listing.ts';
import { publishedPage } from './published-page.ts';

/** Only while it is for sale; else its own page says how it is. */
export const showPublished: PageHandler = async (request) => {
  const listing = await ownListing(request);
  return listing.state === 'active'
    ? { page: publishedPage(request.ctx, listing) }
    : { redirect: paths.myBook(listing.id) };
};
