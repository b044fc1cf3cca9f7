import type { Context } from './context.ts';
import { countLapsed, findLapsed, lockCopies } from './store-copies.ts';

const batch = 100;

/** Marks lapsed holds as expired. Nothing depends on it: a hold that has lapsed counts for nothing; it keeps the table tidy. */
export async function expireHolds(context: Context): Promise<number> {
  const ids = await findLapsed(context.db.query, batch);
  if (ids.length === 0) return 0;
  const expired = await context.db.transaction(async (trx) => {
    const lapsed = await countLapsed(trx, ids);
    await lockCopies(trx, ids);
    return lapsed;
  });
  context.count('holds_expired', expired);
  return expired;
}
