import { changeOrder } from './change-order.ts';
import type { SalesContext } from './context.ts';
import type { Sales, SellerOrder } from './door.ts';
import { getOwnSale } from './find-buyer.ts';
import { orderState } from './order.ts';

/** The seller cannot send it: the buyer gets their money back. Not before it was paid. Errors: `order.state` 409. */
export async function cancelSale(
  context: SalesContext,
  input: Parameters<Sales['cancelSale']>[0],
): Promise<SellerOrder> {
  const { orderId, sellerId, idempotencyKey: key } = input;
  await getOwnSale(context, sellerId, orderId);
  return changeOrder(context, {
    orderId,
    viewer: 'seller',
    command: { actor: sellerId, command: `cancel_sale:${orderId}`, key, body: {} },
    decide: (order) => {
      if (order.paid_at === null) throw orderState(order.status);
      return { status: 'cancelled', mail: 'order.cancelled' };
    },
  });
}
