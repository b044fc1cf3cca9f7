import { DomainError } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import { ownerKey } from './cart.ts';
import type { SalesContext } from './context.ts';
import type { CartOwner } from './door.ts';
import { deleteCartItems, mostCartLines, readCart, writeCartItem } from './store-cart.ts';

const mostCopies = 999;

/** Puts copies into the cart, or takes the listing out with quantity 0. Errors: `listing.unavailable` 409, `listing.own` 409, `quantity.invalid` 422, `cart.full` 409. */
export async function putInCart(
  context: SalesContext,
  input: { owner: CartOwner; listingId: string; quantity: number },
): Promise<void> {
  const owner = ownerKey(input.owner);
  if (!Number.isInteger(input.quantity) || input.quantity < 0 || input.quantity > mostCopies)
    throw new DomainError('quantity.invalid', 422, 'A quantity is a whole number from 0 to 999.', {
      field: 'quantity',
    });
  if (input.quantity === 0) {
    if (isId(input.listingId)) await deleteCartItems(context.db.query, owner, [input.listingId]);
    return;
  }
  const priceMinor = await priceOfAvailable(context, input);
  await refuseFullCart(context, owner, input.listingId);
  await writeCartItem(context.db.query, { owner, listingId: input.listingId, quantity: input.quantity, priceMinor });
}

async function priceOfAvailable(
  context: SalesContext,
  input: { owner: CartOwner; listingId: string; quantity: number },
): Promise<number> {
  const [listing] = isId(input.listingId) ? await context.catalogue.getListings({ listingIds: [input.listingId] }) : [];
  if (listing?.state !== 'active' || listing.available < input.quantity)
    throw new DomainError('listing.unavailable', 409, 'There are not that many copies for sale.', {
      listings: [input.listingId],
    });
  if ('accountId' in input.owner && listing.seller.id === input.owner.accountId)
    throw new DomainError('listing.own', 409, 'This is your own listing.');
  return listing.priceMinor;
}

async function refuseFullCart(context: SalesContext, owner: string, listingId: string): Promise<void> {
  const rows = await readCart(context.db.query, owner);
  if (rows.length >= mostCartLines && !rows.some((row) => row.listing_id === listingId))
    throw new DomainError('cart.full', 409, 'A cart holds at most 100 listings.');
}
