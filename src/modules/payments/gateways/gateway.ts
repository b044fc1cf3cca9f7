import type { PaymentMethod } from '../door.ts';

export interface Charge {
  /** The gateway's idempotency key: the same payment is never charged twice. */
  paymentId: string;
  /** The gateway may have been asked for this payment before: it answers what it has, where it has something. */
  repeated: boolean;
  amountMinor: number;
  currency: string;
  method: PaymentMethod;
  /** Only where `page` is `shop`. */
  card?: { number: string } | undefined;
  description: string;
  returnUrl: string;
  holdExpiresAt: number;
}

/** What a gateway says of a charge. */
export interface ChargeOutcome {
  status: 'paid' | 'pending' | 'failed';
  /** What it took, when paid, in the currency that it took. */
  amountMinor: number;
  currency: string;
  /** Names the charge at the gateway: another one for the same payment has another reference. */
  reference: string;
  continueUrl?: string | undefined;
  failureCode?: string | undefined;
}

export interface Notice extends ChargeOutcome {
  noticeId: string;
  paymentId: string;
}

/** A gateway's notice as it came. */
export interface RawNotice {
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: string;
}

/**
 * A way to take money.
 * A call that ends without an answer means *unknown*: it is asked again by `find`, never taken for a refusal.
 * What each call must do whatever fails is written in `gateway-conformance.ts`.
 */
export interface Gateway {
  readonly name: string;
  readonly methods: readonly PaymentMethod[];
  /** Whose page asks the payer how to pay: `shop`, where `charge` takes the money; `gateway`, where `charge` only prepares a page and money comes later. */
  readonly page: 'shop' | 'gateway';
  /** Whether it can charge this amount exactly. */
  takes(input: { amountMinor: number; currency: string }): boolean;
  /** Whether it can send money back itself for a method; else an administrator does it by hand. */
  refunds(method: PaymentMethod): boolean;
  charge(charge: Charge): Promise<ChargeOutcome>;
  /** Every charge that took money, else the latest word; empty where it knows of none. */
  find(input: { paymentId: string }): Promise<ChargeOutcome[]>;
  /** Checks the signature and reads a notice. Errors: `notice.forged` 401, `notice.unreadable` 400. Undefined: a notice about nothing of ours. */
  readNotice(notice: RawNotice): Promise<Notice | undefined>;
  /** Idempotent by `refundId`. */
  refund(input: {
    refundId: string;
    paymentId: string;
    reference: string;
    amountMinor: number;
    currency: string;
  }): Promise<void>;
}
