import { notFound } from '../../platform/errors.ts';
import type { PaymentsContext } from './context.ts';
import type { Payment } from './door.ts';
import { totalOf, uncompletedMovement } from './ledger.ts';
import { oweRefund } from './owe-refund.ts';
import { findPayment, findShare, lockPayment, lockShare, setShareState, toPayment, toShare } from './store.ts';
import { writeMovement } from './store-ledger.ts';

/** Owes an order's whole amount back to its buyer, taking it from the seller again where it was completed. Idempotent by order. */
export async function refundOrder(
  context: PaymentsContext,
  input: { orderId: string; reason: string },
): Promise<Payment> {
  const known = await findShare(context.db.query, input.orderId);
  if (!known) throw notFound('order');
  await context.db.transaction(async (trx) => {
    const payment = await lockPayment(trx, known.payment_id);
    const share = await lockShare(trx, input.orderId);
    if (!payment || !share || share.state === 'refunded') return;
    if (share.state === 'payable') await writeMovement(trx, uncompletedMovement(toShare(share), share.currency));
    await setShareState(trx, share.order_id, 'refunded');
    await oweRefund(context, trx, payment, {
      reference: `order:${share.order_id}`,
      amountMinor: totalOf(toShare(share)),
      reason: input.reason,
    });
  });
  context.outbox.wake();
  const payment = await findPayment(context.db.query, known.payment_id);
  if (!payment) throw notFound('payment');
  return toPayment(payment);
}
