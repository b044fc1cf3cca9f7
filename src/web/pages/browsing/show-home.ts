import type { Doors } from '../../../compose.ts';
import type { Listing } from '../../../modules/catalogue/index.ts';
import type { PageHandler } from '../../route.ts';
import { homePage } from './home-page.ts';
import { type ChosenBooks, shopWindow } from './shop-window.ts';

/** The shop window: what stands on each shelf is chosen once a second, whether it is still for sale is asked each time. */
export const showHome: PageHandler = async ({ ctx, doors }) => {
  const askedAt = performance.now();
  const chosen = await shopWindow(doors);
  const { latest, bargains, shelves, subjects } = chosen;
  const listings = await asTheyAre(doors, chosen, askedAt);
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

/** What was chosen for this very page is as it is; what was chosen before may be sold. */
async function asTheyAre(doors: Doors, chosen: ChosenBooks, askedAt: number): Promise<readonly Listing[]> {
  if (chosen.chosenAt >= askedAt) return chosen.asChosen;
  const { latest, bargains, shelves } = chosen;
  const listingIds = [...latest, ...bargains, ...shelves.flatMap((shelf) => shelf.listingIds)];
  return doors.catalogue.getListings({ listingIds });
}
