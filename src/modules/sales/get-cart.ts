import { composeCart, ownerKey } from './cart.ts';
import type { SalesContext } from './context.ts';
import type { Cart, CartOwner } from './door.ts';
import { readCart } from './store-cart.ts';

/** What a visitor or member means to buy, with its listings as they are now. */
export async function getCart(context: SalesContext, input: { owner: CartOwner }): Promise<Cart> {
  const rows = await readCart(context.db.query, ownerKey(input.owner));
  if (rows.length === 0) return composeCart([], [], undefined, context.shop.currency);
  const [listings, providers] = await Promise.all([
    context.catalogue.getListings({ listingIds: rows.map((row) => row.listing_id) }),
    context.delivery.listProviders({}),
  ]);
  const cheapest = providers.find((provider) => provider.coverage !== 'pickup');
  return composeCart(rows, listings, cheapest, context.shop.currency);
}
