import { sql } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import type { Payment } from '../payments/index.ts';
import type { SalesContext } from './context.ts';
import {
  type ItemRow,
  lockOrdersOf,
  lockPurchase,
  type OrderRow,
  readItems,
  type SalesTransaction,
  updateOrders,
  updatePurchase,
} from './store.ts';

const daysToShip = 3;
const dayMs = 86_400_000;

const settling = new WeakMap<SalesContext, Map<string, Promise<void>>>();

/**
 * Settles a payment, as `settleOnce` says. Who comes while this process settles the same one waits, and then finds it settled, instead of
 * going every step beside the other: a buyer's request and the event of its payment come at the same moment.
 */
export function settlePayment(context: SalesContext, { paymentId }: { paymentId: string }): Promise<void> {
  const under = settling.get(context) ?? new Map<string, Promise<void>>();
  settling.set(context, under);
  const before = under.get(paymentId) ?? Promise.resolve();
  // What went wrong for the one before is told to the one before.
  const work = before
    .catch(() => undefined)
    .then(() => settleOnce(context, paymentId))
    .finally(() => {
      if (under.get(paymentId) === work) under.delete(paymentId);
    });
  under.set(paymentId, work);
  return work;
}

/**
 * The one way by which a confirmed payment becomes paid orders or a refund due; each step is safe to repeat, and it is repeated until it ends.
 * The first payment of a purchase settles it, order by order, all copies of an order or none; a second payment is owed back.
 */
async function settleOnce(context: SalesContext, paymentId: string): Promise<void> {
  const payment = await context.payments.getPayment({ paymentId });
  if (payment.settled || !isConfirmed(payment)) return;
  const orders = await claim(context, payment);
  const sold = orders.length === 0 ? new Set<string>() : await sellOrders(context, payment.purchaseId, orders);
  const paid = orders.length === 0 ? [] : await markPaid(context, payment.purchaseId, sold);
  if (paid.length > 0)
    await context.delivery.createShipments({
      orders: paid.map((order) => ({ orderId: order.id, providerId: order.provider_id })),
    });
  await tellOfRest(context, payment, paid);
  // Last, since a payment that is shared out counts as settled, and is not looked at again.
  await context.payments.allocatePayment({
    paymentId: payment.id,
    orders: paid.map((order) => ({
      orderId: order.id,
      sellerId: order.seller_id,
      copiesMinor: order.copies_minor,
      deliveryMinor: order.delivery_minor,
    })),
  });
}

const isConfirmed = (payment: Payment): boolean => payment.receivedMinor !== null;

/** Decides, once and for all, which payment settles the purchase. From then on nobody else changes its orders. */
function claim(context: SalesContext, payment: Payment): Promise<OrderRow[]> {
  return context.db.transaction(async (trx) => {
    const purchase = await lockPurchase(trx, payment.purchaseId);
    if (purchase?.total_minor !== payment.receivedMinor || purchase.currency !== payment.receivedCurrency) return [];
    if (purchase.settled_by === null) await updatePurchase(trx, purchase.id, { settled_by: payment.id, awaiting: 0 });
    else if (purchase.settled_by !== payment.id) return [];
    return lockOrdersOf(trx, purchase.id);
  });
}

/** A late payment takes the copies again where they are still there; orders cancelled unpaid stay so. One that an earlier try paid, and that was cancelled since, has its share all the same: its refund comes out of that. */
async function sellOrders(
  context: SalesContext,
  purchaseId: string,
  orders: readonly OrderRow[],
): Promise<Set<string>> {
  const wanted = orders.filter((order) => order.status !== 'cancelled' || order.paid_at !== null);
  if (wanted.length === 0) return new Set();
  const items = Map.groupBy(
    await readItems(
      context.db.query,
      wanted.map((order) => order.id),
    ),
    (item) => item.order_id,
  );
  const outcome = await context.catalogue.sellCopies({
    purchaseId,
    orders: wanted.map((order) => ({ orderId: order.id, items: (items.get(order.id) ?? []).map(copies) })),
  });
  return new Set(outcome.filter((order) => order.sold).map((order) => order.orderId));
}

export const copies = (item: ItemRow): { listingId: string; quantity: number } => ({
  listingId: item.listing_id,
  quantity: item.quantity,
});

/** Answers the orders that this purchase's payment paid, those of an earlier try included. */
async function markPaid(context: SalesContext, purchaseId: string, sold: ReadonlySet<string>): Promise<OrderRow[]> {
  const paid = await context.db.transaction(async (trx) => {
    const orders = await lockOrdersOf(trx, purchaseId);
    const fresh = orders.filter((order) => sold.has(order.id) && order.paid_at === null);
    await updateOrders(
      trx,
      fresh.map((order) => order.id),
      {
        status: 'paid',
        paid_at: nowOf(trx) as never,
        ship_by: sql<number>`${nowOf(trx)} + ${sql.lit(daysToShip * dayMs)}` as never,
      },
    );
    const lost = orders.filter((order) => !sold.has(order.id) && order.status === 'awaiting_payment');
    await updateOrders(
      trx,
      lost.map((order) => order.id),
      { status: 'expired' },
    );
    if (fresh.length > 0) await announce(context, trx, purchaseId, fresh);
    return orders.filter((order) => sold.has(order.id));
  });
  context.outbox.wake();
  return paid;
}

async function announce(
  context: SalesContext,
  trx: SalesTransaction,
  purchaseId: string,
  orders: readonly OrderRow[],
): Promise<void> {
  await context.outbox.add(trx, [
    { kind: 'job.mail', payload: { mail: 'purchase.paid', purchaseId } },
    ...orders.map((order) => ({
      kind: 'job.mail' as const,
      payload: { mail: 'sale.made' as const, purchaseId, orderId: order.id },
    })),
  ]);
}

/** The buyer is told of what is owed back to them. */
async function tellOfRest(context: SalesContext, payment: Payment, paid: readonly OrderRow[]): Promise<void> {
  const shared = paid.reduce((sum, order) => sum + order.copies_minor + order.delivery_minor, 0);
  const amountMinor = (payment.receivedMinor ?? 0) - shared;
  if (amountMinor <= 0) return;
  await context.outbox.add(context.db.query, [
    {
      kind: 'job.mail',
      payload: {
        mail: 'purchase.refund_due',
        purchaseId: payment.purchaseId,
        amountMinor,
        ...(payment.receivedCurrency === null ? {} : { amountCurrency: payment.receivedCurrency }),
      },
      key: `refund_due:${payment.id}`,
    },
  ]);
  context.outbox.wake();
}
