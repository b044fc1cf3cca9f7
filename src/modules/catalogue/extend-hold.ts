import { DomainError } from '../../platform/errors.ts';
import type { Context } from './context.ts';
import type { Catalogue } from './door.ts';
import { extendHolds, findHoldsOfPurchase, lockCopies } from './store-copies.ts';

/** Lengthens a purchase's live hold once. Errors: `hold.expired` 409. */
export const extendHold: (
  context: Context,
  input: Parameters<Catalogue['extendHold']>[0],
) => Promise<{ expiresAt: number }> = (context, input) =>
  context.db.transaction(async (trx) => {
    const holds = (await findHoldsOfPurchase(trx, input.purchaseId)).filter((hold) => hold.attempt === input.attempt);
    const { listings, now } = await lockCopies(
      trx,
      holds.map((hold) => hold.listing_id),
    );
    const live = [...listings.values()].flatMap((listing) =>
      listing.holds.filter((hold) => hold.purchase_id === input.purchaseId && hold.attempt === input.attempt),
    );
    const [first] = live;
    if (!first) throw new DomainError('hold.expired', 409, 'The copies are not set aside any more.');
    if (first.extended === 1) return { expiresAt: first.expires_at };
    const expiresAt = Math.max(first.expires_at, now + Math.round(input.holdSeconds * 1000));
    await extendHolds(trx, live, expiresAt);
    return { expiresAt };
  });
