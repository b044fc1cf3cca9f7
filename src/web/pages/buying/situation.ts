import type { Payment } from '../../../modules/payments/index.ts';
import type { Purchase } from '../../../modules/sales/index.ts';

/** Where a purchase stands with its payment: what its page says first. */
export type Situation =
  | { readonly is: 'to_pay'; readonly holdExpiresAt: number; readonly failed: Payment | undefined }
  | { readonly is: 'waiting'; readonly payment: Payment; readonly holdExpiresAt: number }
  | { readonly is: 'lapsed'; readonly waitingFor: Payment | undefined }
  /** Cancelled before any money came: its books can be bought anew. */
  | { readonly is: 'cancelled' }
  | { readonly is: 'settled' };

export function situationOf(purchase: Purchase, now: number): Situation {
  const { sellerOrders: orders, payments, holdExpiresAt } = purchase;
  const awaiting = orders.some((order) => order.status === 'awaiting_payment');
  const settling = payments.some((payment) => payment.receivedMinor !== null && !payment.settled);
  const pending = payments.findLast((payment) => payment.status === 'pending' || payment.status === 'created');
  const held = holdExpiresAt !== null && holdExpiresAt > now;
  const arrived = settling ? payments.findLast((payment) => payment.receivedMinor !== null) : undefined;
  if (awaiting && arrived) return { is: 'waiting', payment: arrived, holdExpiresAt: holdExpiresAt ?? now };
  if (awaiting && held && pending) return { is: 'waiting', payment: pending, holdExpiresAt };
  if (awaiting && held) return { is: 'to_pay', holdExpiresAt, failed: lastFailure(payments) };
  if (awaiting || orders.every((order) => order.status === 'expired')) {
    const late = pending ?? payments.findLast((payment) => payment.status === 'expired');
    return payments.some((payment) => payment.receivedMinor !== null)
      ? { is: 'settled' }
      : { is: 'lapsed', waitingFor: late };
  }
  const unpaid = payments.every((payment) => payment.receivedMinor === null);
  if (unpaid && orders.every((order) => order.status === 'cancelled')) return { is: 'cancelled' };
  return { is: 'settled' };
}

function lastFailure(payments: readonly Payment[]): Payment | undefined {
  const last = payments.at(-1);
  return last?.status === 'failed' ? last : undefined;
}

/** What happened to the money that came, beyond a plain payment. */
export type MoneyStory = 'second_payment' | 'late' | 'late_partly' | 'late_lost';

export function moneyStoryOf(purchase: Purchase): MoneyStory | undefined {
  const received = purchase.payments.filter((payment) => payment.receivedMinor !== null);
  const paid = purchase.sellerOrders.filter((order) => order.paidAt !== null);
  if (received.length === 0) return undefined;
  const lost = purchase.sellerOrders.some((order) => order.status === 'expired');
  if (paid.length === 0) return lost ? 'late_lost' : undefined;
  if (lost) return 'late_partly';
  if (received.length > 1) return 'second_payment';
  const { holdExpiresAt } = purchase;
  return holdExpiresAt !== null && paid.some((order) => (order.paidAt ?? 0) > holdExpiresAt) ? 'late' : undefined;
}
