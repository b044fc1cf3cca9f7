import { nowOf } from '../../platform/db/index.ts';
import type { SalesContext } from './context.ts';

const mostClaimed = 500;

/** Gives an account the purchases that were made as a guest with its confirmed address. Answers how many. */
export async function claimGuestPurchases(
  context: SalesContext,
  input: { accountId: string; email: string },
): Promise<number> {
  return context.db.transaction(async (trx) => {
    const rows = await trx
      .selectFrom('purchases')
      .select('id')
      .where('email', '=', input.email.toLowerCase())
      .where('buyer_id', 'is', null)
      .limit(mostClaimed)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await trx
      .updateTable('purchases')
      .set({ buyer_id: input.accountId, updated_at: nowOf(trx) })
      .where('id', 'in', ids)
      .execute();
    await trx.updateTable('seller_orders').set({ buyer_id: input.accountId }).where('purchase_id', 'in', ids).execute();
    return ids.length;
  });
}
