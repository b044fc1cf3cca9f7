import type { Context } from './context.ts';
import type { Catalogue } from './door.ts';
import { findSeller, followSeller, lockSeller, saveSeller } from './store-sellers.ts';

/** Takes over what other modules know of a seller; where the city or the suspension changed, their listings follow, batch by batch. Idempotent. */
export async function updateSeller(context: Context, input: Parameters<Catalogue['updateSeller']>[0]): Promise<void> {
  const given = {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.city === undefined ? {} : { city: input.city }),
    ...(input.suspended === undefined ? {} : { suspended: Number(input.suspended) }),
    ...(input.ratingHundredths === undefined ? {} : { rating_hundredths: input.ratingHundredths }),
    ...(input.reviews === undefined ? {} : { reviews: input.reviews }),
  };
  const before = await findSeller(context.db.query, input.sellerId);
  await saveSeller(context.db.query, input.sellerId, given);
  context.pages.sellers.forget(input.sellerId);
  const moved = given.city !== undefined && given.city !== before?.city;
  if (before && (moved || given.suspended !== undefined)) await followAll(context, input.sellerId, moved);
}

/** The suspension is read again under the seller's lock for each batch, so that of two changes the last one stays. */
async function followAll(context: Context, sellerId: string, moved: boolean): Promise<void> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    const { ids, last } = await context.db.transaction(async (trx) => {
      const seller = await lockSeller(trx, sellerId);
      return followSeller(trx, { sellerId, after: from, suspended: seller?.suspended ?? 0, all: moved });
    });
    await context.index.touch(ids);
    after = last;
  }
}
