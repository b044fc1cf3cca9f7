import { notFound } from '../../platform/errors.ts';
import { percentOf } from '../../platform/money.ts';
import type { PaymentsContext } from './context.ts';
import type { OrderShare, Payment } from './door.ts';
import { type Share, totalOf } from './ledger.ts';
import { oweRefund } from './owe-refund.ts';
import { wasPaid } from './payment.ts';
import { findPayment, insertShares, lockPayment, toPayment, updatePayment } from './store.ts';

/** Shares a paid payment out to orders; what no order takes is owed back to the buyer. Idempotent by payment. */
export async function allocatePayment(
  context: PaymentsContext,
  input: { paymentId: string; orders: OrderShare[] },
): Promise<Payment> {
  await context.db.transaction(async (trx) => {
    const payment = await lockPayment(trx, input.paymentId);
    if (!payment) throw notFound('payment');
    if (payment.allocated === 1 || !wasPaid(payment.status)) return;
    const shares = input.orders.map((order) => shareOf(context, payment.id, order));
    const shared = shares.reduce((sum, share) => sum + totalOf(share), 0);
    const rest = (payment.received_minor ?? 0) - shared;
    if (rest < 0) throw new Error(`Payment ${payment.id} is shared out beyond what came.`);
    await insertShares(trx, shares, payment.currency);
    await updatePayment(trx, payment.id, { allocated: 1 });
    if (rest > 0)
      await oweRefund(context, trx, payment, {
        reference: `rest:${payment.id}`,
        amountMinor: rest,
        reason: 'not taken by any order',
      });
  });
  context.outbox.wake();
  const payment = await findPayment(context.db.query, input.paymentId);
  if (!payment) throw notFound('payment');
  return toPayment(payment);
}

/** The shop's commission is on the copies only; delivery goes whole to the seller. */
const shareOf = (context: PaymentsContext, paymentId: string, order: OrderShare): Share => ({
  ...order,
  paymentId,
  commissionMinor: percentOf(order.copiesMinor, context.commissionPercent),
});
