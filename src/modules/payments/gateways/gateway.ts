import type { PaymentMethod } from '../door.ts';

export interface Charge {
  /** The gateway's idempotency key: the same payment is never charged twice. */
  paymentId: string;
  amountMinor: number;
  currency: string;
  method: PaymentMethod;
  card?: { number: string } | undefined;
  description: string;
  returnUrl: string;
  holdExpiresAt: number;
}

/** What a gateway says of a charge. */
export interface ChargeOutcome {
  status: 'paid' | 'pending' | 'failed';
  /** What it took, when paid. */
  amountMinor: number;
  currency: string;
  reference: string;
  continueUrl?: string | undefined;
  failureCode?: string | undefined;
}

export interface Notice extends ChargeOutcome {
  noticeId: string;
  paymentId: string;
}

/**
 * A way to take money.
 * A call that ends without an answer means *unknown*: it is asked again by `find`, never taken for a refusal.
 */
export interface Gateway {
  readonly name: string;
  readonly methods: readonly PaymentMethod[];
  /** Whether it can send money back itself for a method; else an administrator does it by hand. */
  refunds(method: PaymentMethod): boolean;
  charge(charge: Charge): Promise<ChargeOutcome>;
  /** Undefined where it never heard of the payment. */
  find(input: { paymentId: string; reference: string | null }): Promise<ChargeOutcome | undefined>;
  /** Checks the signature and reads a notice. Errors: `notice.forged` 401, `notice.unreadable` 400. Undefined: a notice about nothing of ours. */
  readNotice(input: { headers: Record<string, string>; body: string }): Promise<Notice | undefined>;
  /** Idempotent by `refundId`. */
  refund(input: {
    refundId: string;
    paymentId: string;
    reference: string;
    amountMinor: number;
    currency: string;
  }): Promise<void>;
}
