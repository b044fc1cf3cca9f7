import { sql } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import { changeOrder } from './change-order.ts';
import type { SalesContext } from './context.ts';
import type { Sales, SellerOrder } from './door.ts';
import { actorOf, getOwnOrder } from './find-buyer.ts';
import { orderState } from './order.ts';

/** shipped or delivered → completed, through delivered; a dispute is for an administrator to decide. Errors: `order.not_found` 404, `order.state` 409. */
export async function confirmReceipt(
  context: SalesContext,
  input: Parameters<Sales['confirmReceipt']>[0],
): Promise<SellerOrder> {
  await getOwnOrder(context, input.buyer, input.orderId);
  return changeOrder(context, {
    orderId: input.orderId,
    viewer: 'buyer',
    command: { actor: actorOf(input.buyer), command: `receipt:${input.orderId}`, key: input.idempotencyKey, body: {} },
    decide: (order) => {
      if (order.status === 'disputed') throw orderState(order.status);
      return {
        status: 'completed',
        ...(order.status === 'shipped' ? { through: 'delivered' as const } : {}),
        set: {
          delivered_at: sql<number>`coalesce(delivered_at, ${nowOf(context.db.query)})` as never,
          completes_at: null,
        },
      };
    },
  });
}
