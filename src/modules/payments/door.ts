import type { Page } from '../accounts/index.ts';

/** `mercado_pago` is paid on that gateway's own page; the others belong to the sandbox. */
export type PaymentMethod = 'card' | 'paypal' | 'bank_transfer' | 'mercado_pago';
export type PaymentStatus =
  | 'created'
  | 'pending'
  | 'paid'
  | 'failed'
  | 'expired'
  | 'partly_refunded'
  | 'refunded'
  | 'refund_due';

export interface Payment {
  id: string;
  purchaseId: string;
  method: PaymentMethod;
  status: PaymentStatus;
  amountMinor: number;
  currency: string;
  /** What the gateway says it took; null until it did. */
  receivedMinor: number | null;
  /** The currency of what it took, of refunds as well; null until it did. */
  receivedCurrency: string | null;
  /** Shared out to orders, or owed back: nothing is left to decide. */
  settled: boolean;
  /** What is owed back to the buyer, and what went back. */
  refundDueMinor: number;
  refundedMinor: number;
  /** Where the buyer goes on at the gateway, for methods that need it. */
  continueUrl: string | null;
  /** Why a gateway declined, a stable code such as `card_declined`. */
  failureCode: string | null;
  /** The last four digits, never more. */
  cardEnding: string | null;
  createdAt: number;
  updatedAt: number;
}

/** A method that the shop offers now. */
export interface OfferedMethod {
  method: PaymentMethod;
  /** Whose page asks the payer how to pay. On `gateway` the shop never sees a card: the payment's `continueUrl` leads there. */
  page: 'shop' | 'gateway';
  /** The one that is part of the shop, where no money is real. */
  sandbox: boolean;
}

export interface Payout {
  id: string;
  sellerId: string;
  amountMinor: number;
  currency: string;
  note: string;
  createdAt: number;
}

export interface Balance {
  sellerId: string;
  currency: string;
  /** In escrow for paid, uncompleted orders; owed after completion; paid out so far. */
  escrowMinor: number;
  payableMinor: number;
  paidOutMinor: number;
}

export interface LedgerEntry {
  id: string;
  movementId: string;
  at: number;
  account: 'gateway' | 'escrow' | 'payable' | 'commission' | 'paid_out';
  sellerId: string | null;
  orderId: string | null;
  paymentId: string | null;
  amountMinor: number;
  currency: string;
  reason: string;
}

/** One seller order's share of a payment. */
export interface OrderShare {
  orderId: string;
  sellerId: string;
  copiesMinor: number;
  deliveryMinor: number;
}

/** Money: payments through gateways, refunds, the ledger, payouts. */
export interface Payments {
  /**
   * Pays a purchase through a gateway. Idempotent by purchase and key; the gateway is called outside any transaction, with the payment's id as its key.
   * A gateway with a page of its own that gives no answer has taken nothing yet: the same key asks it again.
   * Errors: `idempotency.mismatch` 422, `card.invalid` 422, `card.unexpected` 422, `payment.method_unavailable` 422, `payment.amount_unsupported` 422, `gateway.no_answer` 503.
   */
  startPayment(input: {
    purchaseId: string;
    amountMinor: number;
    currency: string;
    method: PaymentMethod;
    card?: { number: string } | undefined;
    description: string;
    returnUrl: string;
    holdExpiresAt: number;
    idempotencyKey: string;
  }): Promise<Payment>;
  /** The methods that `startPayment` takes. */
  paymentMethods(): Promise<OfferedMethod[]>;
  /** A gateway's signed notice, raw as it came. Answers the payment it is about, or undefined for one that is not ours. Errors: `notice.forged` 401, `gateway.no_answer` 503, upon which a gateway sends it again. */
  receiveNotice(input: {
    gateway: string;
    headers: Readonly<Record<string, string>>;
    query?: Readonly<Record<string, string>>;
    body: string;
  }): Promise<Payment | undefined>;
  getPayments(input: { purchaseIds: string[] }): Promise<Payment[]>;
  getPayment(input: { paymentId: string }): Promise<Payment>;
  findByKey(input: { purchaseId: string; idempotencyKey: string }): Promise<Payment | undefined>;
  /** How a paid payment is shared: to orders' escrow, the rest is owed back. Idempotent by payment. */
  allocatePayment(input: { paymentId: string; orders: OrderShare[] }): Promise<Payment>;
  /** Completed: escrow → payable and commission. Idempotent by order. */
  completeOrder(input: { orderId: string }): Promise<void>;
  /** Refund: back the way it came; what was allocated to the order becomes due to the buyer. Idempotent by order. */
  refundOrder(input: { orderId: string; reason: string }): Promise<Payment>;
  /** Lets go of payments that never got anywhere once their hold is over. */
  expirePayments(input: { purchaseIds: string[] }): Promise<void>;
  /** price − commission = payout for each order, as it stands or will stand. */
  orderMoney(input: { orderIds: string[] }): Promise<
    {
      orderId: string;
      copiesMinor: number;
      deliveryMinor: number;
      commissionMinor: number;
      payoutMinor: number;
      state: 'escrow' | 'payable' | 'refunded';
    }[]
  >;
  commissionOf(input: { copiesMinor: number }): Promise<number>;
  balance(input: { sellerId: string }): Promise<Balance>;
  listLedger(input: {
    sellerId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<LedgerEntry>>;
  listPayouts(input: { sellerId: string; cursor?: string | undefined; limit: number }): Promise<Page<Payout>>;

  /* administration */
  listBalances(input: { cursor?: string | undefined; limit: number }): Promise<Page<Balance>>;
  listPayments(input: {
    status?: PaymentStatus | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<Payment>>;
  /** A transfer has arrived. */
  confirmTransfer(input: { paymentId: string }): Promise<Payment>;
  /** Pays back what is due, through the gateway; `byHand` for what a gateway cannot do. Idempotent. */
  settleRefund(input: { paymentId: string; byHand?: boolean }): Promise<Payment>;
  /** payable → paid out. Errors: `payout.nothing_due` 409. */
  payOut(input: { sellerId: string; note: string; idempotencyKey: string }): Promise<Payout>;
  /** The sandbox gateway's own page and buttons (sandbox only). */
  sandboxDecide(input: { paymentId: string; decision: 'approve' | 'decline' }): Promise<void>;
  audit(): Promise<string[]>;
}

export interface PaymentsEvents {
  /** The gateway confirmed it, by whichever way: sales settles the purchase. */
  'payment.paid': { paymentId: string; purchaseId: string };
  'payment.failed': { paymentId: string; purchaseId: string; failureCode: string | null };
  'payment.refund_due': { paymentId: string; purchaseId: string; amountMinor: number };
  'payment.refunded': { paymentId: string; purchaseId: string; amountMinor: number };
}
