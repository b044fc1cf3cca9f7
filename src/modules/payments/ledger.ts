import type { LedgerEntry } from './door.ts';

/** One side of a movement: positive is what an account gains. */
export interface Leg {
  account: LedgerEntry['account'];
  amountMinor: number;
  sellerId?: string;
  orderId?: string;
  paymentId?: string;
}

/** `reference` is unique: a movement is written once, however often it is asked for. */
export interface Movement {
  reference: string;
  reason: 'paid' | 'completed' | 'returned_to_escrow' | 'refunded' | 'paid_out';
  currency: string;
  legs: Leg[];
}

export interface Share {
  orderId: string;
  paymentId: string;
  sellerId: string;
  copiesMinor: number;
  deliveryMinor: number;
  commissionMinor: number;
}

export const totalOf = (share: Share): number => share.copiesMinor + share.deliveryMinor;
export const payoutOf = (share: Share): number => totalOf(share) - share.commissionMinor;

/** gateway → escrow */
export const paidMovement = (paymentId: string, amountMinor: number, currency: string): Movement => ({
  reference: `paid:${paymentId}`,
  reason: 'paid',
  currency,
  legs: [
    { account: 'gateway', amountMinor: -amountMinor, paymentId },
    { account: 'escrow', amountMinor, paymentId },
  ],
});

/** escrow → the seller's payable and the shop's commission */
export const completedMovement = (share: Share, currency: string): Movement => ({
  reference: `completed:${share.orderId}`,
  reason: 'completed',
  currency,
  legs: [
    { account: 'escrow', amountMinor: -totalOf(share), orderId: share.orderId, paymentId: share.paymentId },
    { account: 'payable', amountMinor: payoutOf(share), sellerId: share.sellerId, orderId: share.orderId },
    { account: 'commission', amountMinor: share.commissionMinor, orderId: share.orderId },
  ],
});

/** payable and commission → escrow, before the money of a completed order goes back to its buyer */
export const uncompletedMovement = (share: Share, currency: string): Movement => {
  const completed = completedMovement(share, currency);
  return {
    reference: `uncompleted:${share.orderId}`,
    reason: 'returned_to_escrow',
    currency,
    legs: completed.legs.map((leg) => ({ ...leg, amountMinor: -leg.amountMinor })),
  };
};

/** escrow → gateway */
export const refundedMovement = (
  refundId: string,
  paymentId: string,
  amountMinor: number,
  currency: string,
): Movement => ({
  reference: `refunded:${refundId}`,
  reason: 'refunded',
  currency,
  legs: [
    { account: 'escrow', amountMinor: -amountMinor, paymentId },
    { account: 'gateway', amountMinor, paymentId },
  ],
});

/** payable → paid out */
export const paidOutMovement = (
  payoutId: string,
  sellerId: string,
  amountMinor: number,
  currency: string,
): Movement => ({
  reference: `paid_out:${payoutId}`,
  reason: 'paid_out',
  currency,
  legs: [
    { account: 'payable', amountMinor: -amountMinor, sellerId },
    { account: 'paid_out', amountMinor, sellerId },
  ],
});
