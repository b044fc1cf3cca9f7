import type { PaymentsContext } from './context.ts';
import type { ChargeOutcome } from './gateways/gateway.ts';
import { paidMovement } from './ledger.ts';
import { mayBecome, wasPaid } from './payment.ts';
import { insertAnotherCharge, isAnotherCharge } from './record-another-charge.ts';
import {
  currencyOf,
  insertNotice,
  lockPayment,
  type PaymentRow,
  type PaymentsTransaction,
  updatePayment,
} from './store.ts';
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
    return payment && change(context, trx, payment, outcome);
  });
  context.outbox.wake();
  if (row) warnOfLoss(context, row, outcome);
  return row;
}

async function change(
  context: PaymentsContext,
  trx: PaymentsTransaction,
  payment: PaymentRow,
  outcome: ChargeOutcome,
): Promise<PaymentRow> {
  if (isAnotherCharge(payment, outcome)) {
    const { row, isNew } = await insertAnotherCharge(trx, payment, outcome);
    if (isNew) await recordConsequences(context, trx, row);
    return row;
  }
  const changes = changesOf(payment, outcome);
  if (!changes) return payment;
  await updatePayment(trx, payment.id, changes);
  await recordConsequences(context, trx, { ...payment, ...changes });
  return { ...payment, ...changes };
}

type Changes = Partial<
  Pick<
    PaymentRow,
    'status' | 'received_minor' | 'received_currency' | 'gateway_reference' | 'continue_url' | 'failure_code'
  >
>;

function changesOf(payment: PaymentRow, outcome: ChargeOutcome): Changes | undefined {
  if (wasPaid(payment.status) || payment.status === outcome.status) return undefined;
  if (!mayBecome(payment.status, outcome.status)) return undefined;
  const known = { status: outcome.status, gateway_reference: outcome.reference };
  if (outcome.status === 'paid') return { ...known, ...receivedBy(payment, outcome), failure_code: null };
  if (outcome.status === 'failed') return { ...known, failure_code: outcome.failureCode ?? 'declined' };
  return { ...known, continue_url: outcome.continueUrl ?? null };
}

/** What came counts as it came: sales compares it with what was asked, amount and currency. */
const receivedBy = (payment: PaymentRow, { amountMinor, currency }: ChargeOutcome) => ({
  received_minor: amountMinor,
  received_currency: currency === payment.currency ? null : currency,
});

async function recordConsequences(
  context: PaymentsContext,
  trx: PaymentsTransaction,
  payment: PaymentRow,
): Promise<void> {
  const about = { paymentId: payment.id, purchaseId: payment.purchase_id };
  if (payment.status === 'paid') {
    await writeMovement(trx, paidMovement(payment.id, payment.received_minor ?? 0, currencyOf(payment)));
    await context.outbox.add(trx, [{ kind: 'payment.paid', payload: about }]);
  }
  if (payment.status === 'failed')
    await context.outbox.add(trx, [
      { kind: 'payment.failed', payload: { ...about, failureCode: payment.failure_code } },
    ]);
}

/** A charge-back, or a refund by hand at the gateway: no rule of the shop answers it, so an administrator has to. */
function warnOfLoss(context: PaymentsContext, payment: PaymentRow, outcome: ChargeOutcome): void {
  const kept = (payment.received_minor ?? 0) - payment.refunded_minor - payment.refund_due_minor;
  if (outcome.status !== 'failed' || payment.gateway_reference !== outcome.reference || kept <= 0) return;
  context.log.warn({ paymentId: payment.id, gateway: payment.gateway }, 'a gateway took back what it had paid');
}
