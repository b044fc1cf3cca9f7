import type { Context } from './context.ts';
import type { Catalogue } from './door.ts';
import { countEverything } from './store-listings.ts';

/** The figures of the shop's copies. */
export async function countListings(context: Context): ReturnType<Catalogue['countListings']> {
  const states = await countEverything(context.db.query);
  const counts = new Map(states.map((row) => [row.state, row.listings]));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    active: counts.get('active') ?? 0,
    soldOut: counts.get('sold_out') ?? 0,
    total,
    heldCopies: states[0]?.held ?? 0,
  };
}
