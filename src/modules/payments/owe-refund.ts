import type { PaymentsContext } from './context.ts';
import { statusOfAmounts } from './payment.ts';
import { insertRefund, type PaymentRow, type PaymentsTransaction, updatePayment } from './store.ts';

/** Writes down, once per reference, that part of a payment is owed back, and has it sent. The payment is locked by the caller. */
export async function oweRefund(
  context: PaymentsContext,
  trx: PaymentsTransaction,
  payment: PaymentRow,
  refund: { reference: string; amountMinor: number; reason: string },
): Promise<void> {
  const id = await insertRefund(trx, { paymentId: payment.id, ...refund });
  if (!id) return;
  const refundDueMinor = payment.refund_due_minor + refund.amountMinor;
  const status = statusOfAmounts({
    receivedMinor: payment.received_minor ?? 0,
    refundDueMinor,
    refundedMinor: payment.refunded_minor,
  });
  await updatePayment(trx, payment.id, { refund_due_minor: refundDueMinor, status });
  await context.outbox.add(trx, [
    {
      kind: 'payment.refund_due',
      payload: { paymentId: payment.id, purchaseId: payment.purchase_id, amountMinor: refund.amountMinor },
    },
    { kind: 'job.settle_refund', payload: { paymentId: payment.id } },
  ]);
}
