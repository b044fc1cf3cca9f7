import { DomainError } from '../../platform/errors.ts';
import type { Context } from './context.ts';
import { refuseBadQuantities } from './copies.ts';
import type { Catalogue } from './door.ts';
import { stateWithCopies } from './listing-state.ts';
import { copiesByListing, lockCopies, moveCopies } from './store-copies.ts';
import { lockSoldOrder, markReturned } from './store-orders.ts';

/** Puts an order's sold copies back for sale, once per order. Errors: `order.not_sold` 409 for copies that the order never got. */
export async function returnCopies(context: Context, input: Parameters<Catalogue['returnCopies']>[0]): Promise<void> {
  refuseBadQuantities(input.items);
  const returned = copiesByListing(
    input.items.map((item) => ({ listing_id: item.listingId, quantity: item.quantity })),
  );
  await context.db.transaction(async (trx) => {
    const { listings } = await lockCopies(trx, returned.keys());
    const order = await lockSoldOrder(trx, input.orderId);
    const bought = copiesByListing(order?.copies ?? []);
    if (!order || [...returned].some(([id, quantity]) => quantity > (bought.get(id) ?? 0)))
      throw new DomainError('order.not_sold', 409, 'This order has not bought these copies.', {
        orderId: input.orderId,
      });
    if (order.returned) return;
    for (const [id, quantity] of returned) {
      const listing = listings.get(id);
      if (listing)
        await moveCopies(trx, listing, {
          quantity,
          held: 0,
          sold: -quantity,
          state: stateWithCopies(listing.state, listing.quantity + quantity),
        });
    }
    await markReturned(
      trx,
      input.orderId,
      [...returned].map(([listing_id, quantity]) => ({ listing_id, quantity })),
    );
  });
  context.index.touchLater([...returned.keys()]);
}
