import type { Kysely } from 'kysely';
import { forUpdate, nowOf } from '../../platform/db/index.ts';
import type { CatalogueTables } from './tables.ts';

type Trx = Kysely<CatalogueTables>;

/** What was decided for a purchase's orders: sold or not. */
export async function findDecisions(trx: Trx, purchaseId: string): Promise<Map<string, boolean>> {
  const rows = await trx
    .selectFrom('order_decisions')
    .select(['order_id', 'sold'])
    .where('purchase_id', '=', purchaseId)
    .execute();
  return new Map(rows.map((row) => [row.order_id, row.sold === 1]));
}

export interface Decision {
  orderId: string;
  sold: boolean;
  items: readonly { listingId: string; quantity: number }[];
}

export async function insertDecisions(trx: Trx, purchaseId: string, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return;
  const decided_at = nowOf(trx);
  const rows = decisions.map(({ orderId, sold }) => ({
    order_id: orderId,
    purchase_id: purchaseId,
    sold: Number(sold),
    decided_at,
    returned_at: null,
  }));
  await trx.insertInto('order_decisions').values(rows).execute();
  const copies = decisions
    .filter(({ sold }) => sold)
    .flatMap(({ orderId, items }) => items.map((item) => soldCopy(orderId, item)));
  if (copies.length > 0) await trx.insertInto('sold_copies').values(copies).execute();
}

const soldCopy = (order_id: string, item: { listingId: string; quantity: number }) => ({
  order_id,
  listing_id: item.listingId,
  quantity: item.quantity,
  returned: 0,
});

/** A sold order, locked, with its copies. */
export async function lockSoldOrder(trx: Trx, orderId: string) {
  const query = trx
    .selectFrom('order_decisions')
    .select(['order_id', 'returned_at'])
    .where('order_id', '=', orderId)
    .where('sold', '=', 1);
  const order = await forUpdate(trx, query).executeTakeFirst();
  if (!order) return undefined;
  const copies = await trx
    .selectFrom('sold_copies')
    .select(['listing_id', 'quantity', 'returned'])
    .where('order_id', '=', orderId)
    .execute();
  return { returned: order.returned_at !== null, copies };
}

export async function markReturned(
  trx: Trx,
  orderId: string,
  copies: readonly { listing_id: string; quantity: number }[],
): Promise<void> {
  await trx
    .updateTable('order_decisions')
    .set({ returned_at: nowOf(trx) })
    .where('order_id', '=', orderId)
    .execute();
  for (const copy of copies)
    await trx
      .updateTable('sold_copies')
      .set({ returned: copy.quantity })
      .where('order_id', '=', orderId)
      .where('listing_id', '=', copy.listing_id)
      .execute();
}
