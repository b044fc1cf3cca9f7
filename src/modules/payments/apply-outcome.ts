import type { PaymentsContext } from './context.ts';
import type { ChargeOutcome } from './gateways/gateway.ts';
import { paidMovement } from './ledger.ts';
import { mayBecome, wasPaid } from './payment.ts';
import { insertNotice, lockPayment, type PaymentRow, type PaymentsTransaction, updatePayment } from './store.ts';
import { writeMovement } from './store-ledger.ts';

/**
 * The one place where what a gateway says changes a payment, whether by its answer, by a notice or because it was asked.
 * Repeating it changes nothing. Answers the payment as it stands, or undefined for one that is not ours.
 */
export async function applyOutcome(
  context: PaymentsContext,
  paymentId: string,
  outcome: ChargeOutcome,
  notice?: { gateway: string; noticeId: string },
): Promise<PaymentRow | undefined> {
  const row = await context.db.transaction(async (trx) => {
    const payment = await lockPayment(trx, paymentId);
    if (notice)
      await insertNotice(trx, {
        ...notice,
        paymentId: payment?.id ?? null,
        status: outcome.status,
        amountMinor: outcome.amountMinor,
      });
    if (!payment) return undefined;
    const change = changeOf(payment, outcome);
    if (!change) return payment;
    await updatePayment(trx, payment.id, change);
    await recordConsequences(context, trx, { ...payment, ...change });
    return { ...payment, ...change };
  });
  context.outbox.wake();
  return row;
}

type Change = Partial<
  Pick<PaymentRow, 'status' | 'received_minor' | 'gateway_reference' | 'continue_url' | 'failure_code'>
>;

function changeOf(payment: PaymentRow, outcome: ChargeOutcome): Change | undefined {
  if (wasPaid(payment.status) || payment.status === outcome.status) return undefined;
  if (!mayBecome(payment.status, outcome.status)) return undefined;
  const known = { status: outcome.status, gateway_reference: outcome.reference };
  if (outcome.status === 'paid') return { ...known, received_minor: outcome.amountMinor, failure_code: null };
  if (outcome.status === 'failed') return { ...known, failure_code: outcome.failureCode ?? 'declined' };
  return { ...known, continue_url: outcome.continueUrl ?? null };
}

async function recordConsequences(
  context: PaymentsContext,
  trx: PaymentsTransaction,
  payment: PaymentRow,
): Promise<void> {
  const about = { paymentId: payment.id, purchaseId: payment.purchase_id };
  if (payment.status === 'paid') {
    await writeMovement(trx, paidMovement(payment.id, payment.received_minor ?? 0, payment.currency));
    await context.outbox.add(trx, [{ kind: 'payment.paid', payload: about }]);
  }
  if (payment.status === 'failed')
    await context.outbox.add(trx, [
      { kind: 'payment.failed', payload: { ...about, failureCode: payment.failure_code } },
    ]);
}
