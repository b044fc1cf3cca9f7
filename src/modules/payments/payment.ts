import type { PaymentStatus } from './door.ts';

const next: Record<PaymentStatus, readonly PaymentStatus[]> = {
  created: ['pending', 'paid', 'failed', 'expired'],
  pending: ['paid', 'failed', 'expired'],
  failed: ['paid'],
  expired: ['paid'],
  paid: ['partly_refunded', 'refunded', 'refund_due'],
  partly_refunded: ['refunded', 'refund_due'],
  refund_due: ['partly_refunded', 'refunded'],
  refunded: [],
};

export const mayBecome = (from: PaymentStatus, to: PaymentStatus): boolean => next[from].includes(to);

/** Whether the money came, whatever became of it since. */
export const wasPaid = (status: PaymentStatus): boolean =>
  status === 'paid' || status === 'partly_refunded' || status === 'refunded' || status === 'refund_due';

/** The status that a paid payment's amounts stand for. */
export function statusOfAmounts(amounts: {
  receivedMinor: number;
  refundDueMinor: number;
  refundedMinor: number;
}): PaymentStatus {
  if (amounts.refundDueMinor > 0) return 'refund_due';
  if (amounts.refundedMinor === 0) return 'paid';
  return amounts.refundedMinor >= amounts.receivedMinor ? 'refunded' : 'partly_refunded';
}
