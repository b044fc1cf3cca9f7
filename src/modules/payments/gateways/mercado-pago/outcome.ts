import type { ChargeOutcome } from '../gateway.ts';
import { toMinor } from './amount.ts';
import type { PaymentAnswer } from './answers.ts';

/** `in_mediation`: the money is there and disputed. Whatever is not known here may yet become one of these. */
const statuses: Readonly<Record<string, ChargeOutcome['status']>> = {
  approved: 'paid',
  in_mediation: 'paid',
  rejected: 'failed',
  cancelled: 'failed',
  refunded: 'failed',
  charged_back: 'failed',
};

/** What one of its payments means for ours: money that it sent back by itself did not come. */
export function outcomeOf(payment: PaymentAnswer): ChargeOutcome {
  const status = statuses[payment.status] ?? 'pending';
  const kept = payment.transaction_amount - (payment.transaction_amount_refunded ?? 0);
  const outcome = { currency: payment.currency_id, reference: payment.id };
  const amountMinor = toMinor(kept, payment.currency_id);
  if (status === 'paid' && amountMinor > 0) return { ...outcome, status, amountMinor };
  if (status === 'pending') return { ...outcome, status, amountMinor: 0 };
  return { ...outcome, status: 'failed', amountMinor: 0, failureCode: failureCodeOf(payment) };
}

function failureCodeOf({ status, status_detail: detail }: PaymentAnswer): string {
  if (status === 'rejected' && detail?.startsWith('cc_rejected')) return 'card_declined';
  return status === 'cancelled' || status === 'rejected' ? 'declined' : 'returned';
}

/** Of all payments with one reference: those that took money, else the one that may still do so, else a refusal. */
export function tellingOutcomes(payments: readonly PaymentAnswer[]): ChargeOutcome[] {
  const outcomes = payments.map(outcomeOf);
  const paid = outcomes.filter(({ status }) => status === 'paid');
  if (paid.length > 0) return paid;
  const latest = outcomes.find(({ status }) => status === 'pending') ?? outcomes[0];
  return latest ? [latest] : [];
}
