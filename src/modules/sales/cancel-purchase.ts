import { DomainError, notFound } from '../../platform/errors.ts';
import { repeatable } from './command.ts';
import type { SalesContext } from './context.ts';
import type { Purchase, Sales } from './door.ts';
import { actorOf, getOwnPurchase } from './find-buyer.ts';
import { followUpNow } from './follow-up.ts';
import { mayBecome } from './order.ts';
import {
  findPurchase,
  lockOrdersOf,
  lockPurchase,
  type OrderRow,
  readOrdersOf,
  type SalesTransaction,
  updateOrders,
  updatePurchase,
} from './store.ts';
import { viewPurchases } from './view.ts';

const followUpMs = 3_000;

/** Cancels each order that was not sent yet. None left: `purchase.state` 409. A payment that is being settled is let finish first: 409 as well. */
export async function cancelPurchase(
  context: SalesContext,
  input: Parameters<Sales['cancelPurchase']>[0],
): Promise<Purchase> {
  const { purchaseId } = input;
  await getOwnPurchase(context, input.buyer, purchaseId);
  const command = { actor: actorOf(input.buyer), command: `cancel:${purchaseId}`, key: input.idempotencyKey, body: {} };
  return repeatable(context, command, {
    first: async (keep) => {
      await context.db.transaction(async (trx) => {
        await cancelOrders(context, trx, purchaseId);
        await keep(trx, purchaseId);
      });
      return finish(context, purchaseId);
    },
    again: () => finish(context, purchaseId),
  });
}

async function cancelOrders(context: SalesContext, trx: SalesTransaction, purchaseId: string): Promise<void> {
  const purchase = await lockPurchase(trx, purchaseId);
  const orders = await lockOrdersOf(trx, purchaseId);
  const settling = purchase?.settled_by !== null;
  const open = orders.filter(
    (order) => mayBecome(order.status, 'cancelled') && !(settling && order.status === 'awaiting_payment'),
  );
  if (open.length === 0)
    throw new DomainError('purchase.state', 409, 'Nothing of this purchase can be cancelled any more.');
  await updateOrders(
    trx,
    open.map((order) => order.id),
    { status: 'cancelled' },
  );
  await updatePurchase(trx, purchaseId, { awaiting: 0 });
  await context.outbox.add(
    trx,
    open.flatMap((order) => consequencesOf(order)),
  );
}

const consequencesOf = (order: OrderRow) => [
  { kind: 'job.follow_up' as const, payload: { orderId: order.id }, delayMs: followUpMs },
  {
    kind: 'job.mail' as const,
    payload: { mail: 'order.cancelled' as const, purchaseId: order.purchase_id, orderId: order.id },
  },
  ...(order.paid_at === null
    ? []
    : [
        {
          kind: 'job.mail' as const,
          payload: { mail: 'sale.cancelled' as const, purchaseId: order.purchase_id, orderId: order.id },
        },
      ]),
];

async function finish(context: SalesContext, purchaseId: string): Promise<Purchase> {
  context.outbox.wake();
  const orders = await readOrdersOf(context.db.query, [purchaseId]);
  await Promise.all(
    orders.filter((order) => order.status === 'cancelled').map((order) => followUpNow(context, order.id)),
  );
  await context.payments.expirePayments({ purchaseIds: [purchaseId] });
  const row = await findPurchase(context.db.query, purchaseId);
  const [view] = row ? await viewPurchases(context, [row]) : [];
  if (!view) throw notFound('purchase');
  return view;
}
