import type { Doors } from '../../../compose.ts';
import type { Listing } from '../../../modules/catalogue/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import type { PageHandler } from '../../route.ts';
import { deliveryOptions } from './delivery-options.ts';
import { listingPage } from './listing-page.ts';

const othersShown = 3;

/** One copy: to anyone while it is for sale or sold, to its seller always. */
export const showListing: PageHandler = async ({ ctx, doors, params, actor }) => {
  const listingId = params.id ?? '';
  if (!isId(listingId)) throw notFound('listing');
  const options = deliveryOptions(doors);
  const listing = await doors.catalogue.getListing({
    listingId,
    viewerId: actor?.accountId,
    asAdministrator: actor?.role === 'administrator',
  });
  const others = await otherCopies(doors, listing);
  return { page: listingPage(ctx, { listing, others, options: await options }) };
};

/** The cheapest of the others; an edition without ISBN belongs to its listing and has none. */
async function otherCopies(doors: Doors, listing: Listing): Promise<Listing[]> {
  if (listing.isbn === null) return [];
  const { items } = await doors.catalogue.listEditionListings({ editionId: listing.editionId, limit: othersShown + 1 });
  return items.filter((other) => other.id !== listing.id).slice(0, othersShown);
}
