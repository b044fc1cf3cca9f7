import type { Context } from './context.ts';
import type { Catalogue } from './door.ts';
import { copiesByListing, endHolds, findHoldsOfPurchase, giveBackHeld, lockCopies } from './store-copies.ts';

/** Gives back what a purchase, or one order of it, holds. Idempotent. */
export async function releaseHold(
  context: Context,
  { purchaseId, orderId }: Parameters<Catalogue['releaseHold']>[0],
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const holds = (await findHoldsOfPurchase(trx, purchaseId)).filter(
      (hold) => hold.state === 'active' && (orderId === undefined || hold.order_id === orderId),
    );
    const { listings } = await lockCopies(
      trx,
      holds.map((hold) => hold.listing_id),
    );
    const mine = new Set(holds.map((hold) => hold.id));
    const live = [...listings.values()].flatMap(({ id, holds: ofListing }) =>
      ofListing.filter((hold) => mine.has(hold.id)).map((hold) => ({ ...hold, listing_id: id })),
    );
    await endHolds(trx, live, 'released');
    for (const [id, quantity] of copiesByListing(live)) await giveBackHeld(trx, id, quantity);
  });
}
