import { changeOrder } from './change-order.ts';
import type { SalesContext } from './context.ts';
import type { Sales, SellerOrder } from './door.ts';
import { getOwnSale } from './find-buyer.ts';
import { mayRecordReturn, orderState } from './order.ts';

/** The parcel came back: the order is refunded where it was not yet, and its copies are for sale again, once. Errors: `order.state` 409. */
export async function recordReturn(
  context: SalesContext,
  input: Parameters<Sales['recordReturn']>[0],
): Promise<SellerOrder> {
  const { orderId, sellerId, idempotencyKey: key } = input;
  await getOwnSale(context, sellerId, orderId);
  return changeOrder(context, {
    orderId,
    viewer: 'seller',
    command: { actor: sellerId, command: `return:${orderId}`, key, body: {} },
    decide: (order) => {
      const facts = {
        status: order.status,
        stockReturned: order.stock_returned === 1,
        shipped: order.shipped_at !== null,
      };
      if (!mayRecordReturn(facts)) throw orderState(order.status);
      return { status: 'refunded', mayStay: true, set: { stock_returned: 1, completes_at: null } };
    },
  });
}
