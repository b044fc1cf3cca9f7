import { sql } from 'kysely';
import { readNow } from '../../platform/db/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { SalesContext } from './context.ts';
import { followUpNow } from './follow-up.ts';
import { assertMayBecome } from './order.ts';
import { refusePurchase } from './place-order.ts';
import {
  lockOrder,
  lockOrdersOf,
  lockPurchase,
  readLapsedPurchases,
  readOrdersToComplete,
  updateOrders,
  updatePurchase,
} from './store.ts';
import { deleteOldCarts } from './store-cart.ts';

const batch = 50;
const followUpMs = 3_000;
const placingMs = 120_000;
const cartMs = 90 * 86_400_000;

/** Lets purchases go whose hold has run out unpaid; copies need it not, since a lapsed hold counts for nothing. Answers how many. */
export async function expirePurchases(context: SalesContext): Promise<number> {
  const ids = await readLapsedPurchases(context, batch);
  for (const id of ids) await expirePurchase(context, id);
  return ids.length;
}

async function expirePurchase(context: SalesContext, purchaseId: string): Promise<void> {
  const lapsed = await context.db.transaction(async (trx) => {
    const purchase = await lockPurchase(trx, purchaseId);
    if (purchase?.awaiting !== 1 || purchase.settled_by !== null) return false;
    // A slow method may have lengthened the hold since it was read.
    if ((purchase.hold_expires_at ?? 0) >= (await readNow(trx))) return false;
    const orders = await lockOrdersOf(trx, purchaseId);
    const waiting = orders.filter((order) => order.status === 'awaiting_payment');
    await updateOrders(
      trx,
      waiting.map((order) => order.id),
      { status: 'expired' },
    );
    await updatePurchase(trx, purchaseId, { awaiting: 0 });
    await context.outbox.add(
      trx,
      waiting.map(({ id }) => ({ kind: 'job.follow_up' as const, payload: { orderId: id }, delayMs: followUpMs })),
    );
    return true;
  });
  if (!lapsed) return;
  await context.catalogue.releaseHold({ purchaseId });
  await context.payments.expirePayments({ purchaseIds: [purchaseId] });
}

/** Completes orders that nobody confirmed or disputed in time. Answers how many. */
export async function completeOrders(context: SalesContext): Promise<number> {
  const ids = [
    ...(await readOrdersToComplete(context, 'shipped', batch)),
    ...(await readOrdersToComplete(context, 'delivered', batch)),
  ];
  for (const id of ids) await completeOrder(context, id);
  return ids.length;
}

async function completeOrder(context: SalesContext, orderId: string): Promise<void> {
  await context.db.transaction(async (trx) => {
    const locked = await lockOrder(trx, orderId);
    if (!locked || (locked.order.status !== 'shipped' && locked.order.status !== 'delivered')) return;
    if (locked.order.status === 'shipped') assertMayBecome('shipped', 'delivered');
    await updateOrders(trx, [orderId], {
      status: 'completed',
      completes_at: null,
      delivered_at: sql<number>`coalesce(delivered_at, ${context.db.now})` as never,
    });
    await context.outbox.add(trx, [{ kind: 'job.follow_up', payload: { orderId } }]);
  });
  await followUpNow(context, orderId);
}

/** Refuses purchases whose checkout stopped before their hold was taken, and that nobody took up again. Answers how many. */
export async function resumeUnfinished(context: SalesContext): Promise<number> {
  const rows = await context.db.query
    .selectFrom('purchases')
    .select('id')
    .where('state', '=', 'placing')
    .where('created_at', '<', sql<number>`${context.db.now} - ${sql.lit(placingMs)}`)
    .limit(batch)
    .execute();
  for (const { id } of rows) {
    await refusePurchase(
      context,
      id,
      new DomainError('listing.unavailable', 409, 'The checkout was not finished.', { listings: [] }),
    );
    await context.catalogue.releaseHold({ purchaseId: id });
  }
  return rows.length;
}

/** Forgets visitors' carts that nobody has touched for three months. */
export async function forgetOldCarts(context: SalesContext): Promise<void> {
  const before = (await readNow(context.db.query)) - cartMs;
  await deleteOldCarts(context.db.query, before);
}
