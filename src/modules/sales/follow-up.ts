import type { SalesContext } from './context.ts';
import { copies } from './settle-payment.ts';
import { findOrder, type OrderRow, readItems } from './store.ts';

/**
 * Brings the other modules to what an order's state asks of them. It looks at the state alone and each call is idempotent,
 * so it can run right after a change, later from the outbox, and again after a crash.
 */
export async function followUp(context: SalesContext, orderId: string): Promise<void> {
  const order = await findOrder(context.db.query, orderId);
  if (!order) return;
  if (order.paid_at === null) await releaseUnpaid(context, order);
  else await followPaid(context, order);
}

/** The same at once, as far as it goes: the change is made and its job stands in the outbox, so what another module can't do just now is no error of the change. */
export async function followUpNow(context: SalesContext, orderId: string): Promise<void> {
  try {
    await followUp(context, orderId);
  } catch (error) {
    context.log.warn(
      { orderId, reason: error instanceof Error ? error.message : 'unknown' },
      'what follows from a change is left to the outbox',
    );
  }
}

async function releaseUnpaid(context: SalesContext, order: OrderRow): Promise<void> {
  if (order.status !== 'cancelled' && order.status !== 'expired') return;
  await context.catalogue.releaseHold({ purchaseId: order.purchase_id, orderId: order.id });
  await context.payments.expirePayments({ purchaseIds: [order.purchase_id] });
}

async function followPaid(context: SalesContext, order: OrderRow): Promise<void> {
  if (order.shipped_at !== null)
    await context.delivery.dispatchShipment({
      orderId: order.id,
      providerId: order.provider_id,
      ...(order.tracking === null ? {} : { tracking: order.tracking }),
    });
  if (order.status === 'delivered' || order.status === 'completed')
    await context.delivery.markShipment({ orderId: order.id, status: 'delivered' });
  if (order.stock_returned === 1) await context.delivery.markShipment({ orderId: order.id, status: 'returned' });
  if (order.status === 'completed') await context.payments.completeOrder({ orderId: order.id });
  if (order.status === 'cancelled' || order.stock_returned === 1) await returnCopies(context, order);
  if (order.status === 'cancelled' || order.status === 'refunded')
    await context.payments.refundOrder({ orderId: order.id, reason: `order ${order.status}` });
}

/** Cancelling before dispatch puts the copies back; after it, only the seller's word that the parcel came back does. */
async function returnCopies(context: SalesContext, order: OrderRow): Promise<void> {
  const items = await readItems(context.db.query, [order.id]);
  await context.catalogue.returnCopies({ orderId: order.id, items: items.map(copies) });
}
