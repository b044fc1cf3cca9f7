import { randomBytes } from 'node:crypto';

export interface Preference {
  readonly id: string;
  readonly external_reference: string | null;
  readonly init_point: string;
  readonly items: readonly { unit_price: number; currency_id: string }[];
  readonly [field: string]: unknown;
}

export type PaymentState =
  | 'approved'
  | 'pending'
  | 'in_process'
  | 'rejected'
  | 'cancelled'
  | 'refunded'
  | 'charged_back';

export interface StandInPayment {
  readonly id: number;
  status: PaymentState;
  status_detail: string;
  readonly transaction_amount: number;
  transaction_amount_refunded: number;
  readonly currency_id: string;
  readonly external_reference: string | null;
  readonly date_created: string;
}

export interface StandInRefund {
  readonly id: number;
  readonly payment_id: number;
  readonly amount: number;
  readonly status: 'approved';
  readonly date_created: string;
}

/** What Mercado Pago remembers. */
export class Books {
  readonly preferences = new Map<string, Preference>();
  readonly payments = new Map<number, StandInPayment>();
  readonly refunds: StandInRefund[] = [];
  readonly refundsByKey = new Map<string, StandInRefund>();
  #nextId = 91_000_000_000;

  newId(): number {
    return ++this.#nextId;
  }

  newPreferenceId(): string {
    return `1234567-${randomBytes(16).toString('hex')}`;
  }

  addPayment(given: {
    external_reference: string | null;
    transaction_amount: number;
    currency_id: string;
    status: PaymentState;
    status_detail?: string;
  }): StandInPayment {
    const payment: StandInPayment = {
      status_detail: given.status === 'approved' ? 'accredited' : given.status,
      ...given,
      id: this.newId(),
      transaction_amount_refunded: 0,
      date_created: new Date().toISOString().replace('Z', '+00:00'),
    };
    this.payments.set(payment.id, payment);
    return payment;
  }

  paymentsOf(externalReference: string): StandInPayment[] {
    return [...this.payments.values()].filter((each) => each.external_reference === externalReference).reverse();
  }

  preferencesOf(externalReference: string): Preference[] {
    return [...this.preferences.values()].filter((each) => each.external_reference === externalReference).reverse();
  }
}
