import type { Listing } from '../../../modules/catalogue/index.ts';
import type { PageHandler } from '../../route.ts';
import { homePage } from './home-page.ts';
import { shopWindow } from './shop-window.ts';

/** The shop window: what stands on each shelf is chosen once a second, whether it is still for sale is asked each time. */
export const showHome: PageHandler = async ({ ctx, doors }) => {
  const { latest, bargains, shelves, subjects } = await shopWindow(doors);
  const listingIds = [...latest, ...bargains, ...shelves.flatMap((shelf) => shelf.listingIds)];
  const listings = await doors.catalogue.getListings({ listingIds });
  const forSale = new Map(listings.filter(({ state }) => state === 'active').map((listing) => [listing.id, listing]));
  const books = (ids: readonly string[]): Listing[] => ids.flatMap((id) => forSale.get(id) ?? []);
  return {
    page: homePage(ctx, {
      latest: books(latest),
      bargains: books(bargains),
      shelves: shelves.map((shelf) => ({ subject: shelf.subject, books: books(shelf.listingIds) })),
      subjects,
    }),
  };
};
