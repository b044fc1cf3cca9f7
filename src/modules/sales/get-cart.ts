import { isDomainError } from '../../platform/errors.ts';
import type { Listing } from '../catalogue/index.ts';
import { composeCart, ownerKey } from './cart.ts';
import type { SalesContext } from './context.ts';
import type { Cart, CartOwner } from './door.ts';
import { type CartRow, readCart } from './store-cart.ts';

/** What a visitor or member means to buy, with its listings as they are now. */
export async function getCart(context: SalesContext, input: { owner: CartOwner }): Promise<Cart> {
  const rows = await readCart(context.db.query, ownerKey(input.owner));
  if (rows.length === 0) return composeCart([], [], undefined, context.shop.currency);
  const [listings, providers] = await Promise.all([listingsOf(context, rows), context.delivery.listProviders({})]);
  const cheapest = providers.find((provider) => provider.coverage !== 'pickup');
  return composeCart(rows, listings, cheapest, context.shop.currency);
}

/** Those that were withdrawn since are there, too, with nothing to buy: a cart says what became of its books. */
async function listingsOf(context: SalesContext, rows: readonly CartRow[]): Promise<Listing[]> {
  const ids = rows.map((row) => row.listing_id);
  const live = await context.catalogue.getListings({ listingIds: ids });
  const known = new Set(live.map((listing) => listing.id));
  const withdrawn = await Promise.all(ids.filter((id) => !known.has(id)).map((id) => findWithdrawn(context, id)));
  return [...live, ...withdrawn.flat()];
}

async function findWithdrawn(context: SalesContext, listingId: string): Promise<Listing[]> {
  try {
    return [
      {
        ...(await context.catalogue.getListing({ listingId, asAdministrator: true })),
        available: 0,
        notes: '',
        photos: [],
      },
    ];
  } catch (error) {
    if (isDomainError(error)) return [];
    throw error;
  }
}
