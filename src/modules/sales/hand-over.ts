import { nowOf } from '../../platform/db/index.ts';
import { changeOrder, nowPlus } from './change-order.ts';
import { repeatableCheck } from './command.ts';
import type { SalesContext } from './context.ts';
import type { Sales, SellerOrder } from './door.ts';
import { getOwnSale } from './find-buyer.ts';
import { assertMayBecome } from './order.ts';

/** ready for pick-up → delivered, by the code that the buyer says. Errors: `order.state` 409, `handover.wrong_code` 422, `attempts.too_many` 429. */
export async function handOver(context: SalesContext, input: Parameters<Sales['handOver']>[0]): Promise<SellerOrder> {
  const { orderId, sellerId, idempotencyKey: key, code } = input;
  const known = await getOwnSale(context, sellerId, orderId);
  const command = { actor: sellerId, command: `hand_over:${orderId}`, key, body: { code } };
  if (!(await repeatableCheck(context, command))) {
    assertMayBecome(known.status, 'delivered');
    await context.delivery.checkHandoverCode({ orderId, code });
  }
  return changeOrder(context, {
    orderId,
    viewer: 'seller',
    command,
    decide: (order) => {
      assertMayBecome(order.status, 'delivered');
      return {
        status: 'delivered',
        set: {
          delivered_at: nowOf(context.db.query) as never,
          completes_at: nowPlus(context, context.shop.autoCompleteSeconds),
        },
      };
    },
  });
}
