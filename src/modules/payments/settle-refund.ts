import { notFound } from '../../platform/errors.ts';
import { gatewayNamed, type PaymentsContext } from './context.ts';
import type { Payment } from './door.ts';
import { refundedMovement } from './ledger.ts';
import { statusOfAmounts } from './payment.ts';
import {
  currencyOf,
  findPayment,
  lockPayment,
  markRefundDone,
  type PaymentRow,
  type RefundRow,
  readDueRefunds,
  toPayment,
  updatePayment,
} from './store.ts';
import { writeMovement } from './store-ledger.ts';

/** Sends back what is owed on a payment, refund by refund, each idempotent at the gateway; `byHand` says that an administrator has sent it. */
export async function settleRefund(
  context: PaymentsContext,
  input: { paymentId: string; byHand?: boolean },
): Promise<Payment> {
  const payment = await getRow(context, input.paymentId);
  const gateway = gatewayNamed(context, payment.gateway);
  const sends = gateway?.refunds(payment.method) === true;
  if (input.byHand !== true && !sends) return toPayment(payment);
  for (const refund of await readDueRefunds(context.db, payment.id)) {
    if (input.byHand !== true && gateway)
      await gateway.refund({
        refundId: refund.id,
        paymentId: payment.id,
        reference: payment.gateway_reference ?? payment.id,
        amountMinor: refund.amount_minor,
        currency: currencyOf(payment),
      });
    await markDone(context, payment.id, refund);
  }
  context.outbox.wake();
  return toPayment(await getRow(context, input.paymentId));
}

async function getRow(context: PaymentsContext, id: string): Promise<PaymentRow> {
  const payment = await findPayment(context.db.query, id);
  if (!payment) throw notFound('payment');
  return payment;
}

async function markDone(context: PaymentsContext, paymentId: string, refund: RefundRow): Promise<void> {
  await context.db.transaction(async (trx) => {
    const payment = await lockPayment(trx, paymentId);
    if (!payment || !(await markRefundDone(trx, refund.id))) return;
    const refundDueMinor = payment.refund_due_minor - refund.amount_minor;
    const refundedMinor = payment.refunded_minor + refund.amount_minor;
    const status = statusOfAmounts({ receivedMinor: payment.received_minor ?? 0, refundDueMinor, refundedMinor });
    await updatePayment(trx, paymentId, { refund_due_minor: refundDueMinor, refunded_minor: refundedMinor, status });
    await writeMovement(trx, refundedMovement(refund.id, paymentId, refund.amount_minor, currencyOf(payment)));
    await context.outbox.add(trx, [
      {
        kind: 'payment.refunded',
        payload: { paymentId, purchaseId: payment.purchase_id, amountMinor: refund.amount_minor },
      },
    ]);
  });
}
