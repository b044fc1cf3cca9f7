import { sql } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { type Command, repeatable } from './command.ts';
import type { MailType, SalesContext } from './context.ts';
import type { OrderStatus, SellerOrder } from './door.ts';
import { followUpNow } from './follow-up.ts';
import { assertMayBecome } from './order.ts';
import { findOrder, lockOrder, type OrderRow, type PurchaseRow, type SalesTransaction, updateOrders } from './store.ts';
import { type Viewer, viewOrders } from './view.ts';

const followUpMs = 3_000;

interface Decision {
  status: OrderStatus;
  /** A state that it passes on its way. */
  through?: OrderStatus;
  /** The order may be in this state already: something else about it changes. */
  mayStay?: boolean;
  set?: Parameters<typeof updateOrders>[2] | undefined;
  mail?: MailType;
}

export interface OrderChange {
  orderId: string;
  viewer: Viewer;
  command: Command;
  /** Checks under lock what the order becomes, and what else of it changes. */
  decide: (order: OrderRow, purchase: PurchaseRow) => Decision;
}

/** Changes one order's state in one transaction, with its idempotency key; what that asks of other modules follows, now or by the outbox. */
export async function changeOrder(context: SalesContext, change: OrderChange): Promise<SellerOrder> {
  return repeatable(context, change.command, {
    first: async (keep) => {
      await context.db.transaction(async (trx) => {
        await applyChange(context, trx, change);
        await keep(trx, change.orderId);
      });
      return finish(context, change);
    },
    again: () => finish(context, change),
  });
}

async function applyChange(context: SalesContext, trx: SalesTransaction, change: OrderChange): Promise<void> {
  const locked = await lockOrder(trx, change.orderId);
  if (!locked) throw notFound('order');
  const { order, purchase } = locked;
  const decision = change.decide(order, purchase);
  if (decision.through !== undefined && order.status !== decision.through)
    assertMayBecome(order.status, decision.through);
  if (decision.mayStay !== true || decision.status !== order.status)
    assertMayBecome(decision.through ?? order.status, decision.status);
  await updateOrders(trx, [order.id], { ...decision.set, status: decision.status });
  await context.outbox.add(trx, [
    { kind: 'job.follow_up', payload: { orderId: order.id }, delayMs: followUpMs },
    ...(decision.mail
      ? [
          {
            kind: 'job.mail' as const,
            payload: { mail: decision.mail, purchaseId: order.purchase_id, orderId: order.id },
          },
        ]
      : []),
  ]);
}

async function finish(context: SalesContext, change: OrderChange): Promise<SellerOrder> {
  context.outbox.wake();
  await followUpNow(context, change.orderId);
  const order = await findOrder(context.db.query, change.orderId);
  const [view] = order ? await viewOrders(context, [order], change.viewer) : [];
  if (!view) throw notFound('order');
  return view;
}

/** The database's now, plus so many seconds. */
export const nowPlus = (context: SalesContext, seconds: number): never =>
  sql<number>`${nowOf(context.db.query)} + ${sql.lit(seconds * 1000)}` as never;
