import { notFound } from '../../platform/errors.ts';
import type { Context } from './context.ts';
import type { Catalogue, Listing } from './door.ts';
import { stateWhenBlocked } from './listing-state.ts';
import { getListingById } from './publish-listing.ts';
import { lockCopies } from './store-copies.ts';
import { changeListing, getListingRow } from './store-listings.ts';

/** Blocks a listing, or makes it what it was. Idempotent. Errors: `listing.not_found`. */
export async function setBlocked(
  context: Context,
  { listingId, blocked }: Parameters<Catalogue['setBlocked']>[0],
): Promise<Listing> {
  await context.db.transaction(async (trx) => {
    if (!(await lockCopies(trx, [listingId])).listings.has(listingId)) throw notFound('listing');
    const row = await getListingRow(trx, listingId);
    if ((row.state === 'blocked') === blocked) return;
    await changeListing(trx, listingId, {
      state: stateWhenBlocked(row, blocked),
      state_before_block: blocked ? row.state : null,
    });
  });
  await context.index.touch([listingId]);
  return getListingById(context, listingId);
}
