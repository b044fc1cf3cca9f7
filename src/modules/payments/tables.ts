import type { QueueTable } from '../../platform/queue/index.ts';
import type { LedgerEntry, PaymentMethod, PaymentStatus } from './door.ts';

export interface PaymentsTables {
  payments: PaymentsTable;
  payment_notices: PaymentNoticesTable;
  order_shares: OrderSharesTable;
  refunds: RefundsTable;
  ledger_movements: LedgerMovementsTable;
  ledger_entries: LedgerEntriesTable;
  payouts: PayoutsTable;
  sandbox_charges: SandboxChargesTable;
  sandbox_refunds: SandboxRefundsTable;
  payments_outbox: QueueTable;
}

export interface PaymentsTable {
  id: string;
  purchase_id: string;
  idempotency_key: string;
  body_hash: string;
  gateway: string;
  method: PaymentMethod;
  status: PaymentStatus;
  amount_minor: number;
  /** What the gateway says it took; null until it took something. */
  received_minor: number | null;
  /** Null where what came is in the currency that was asked. */
  received_currency: string | null;
  currency: string;
  refund_due_minor: number;
  refunded_minor: number;
  allocated: number;
  gateway_reference: string | null;
  continue_url: string | null;
  failure_code: string | null;
  card_ending: string | null;
  hold_expires_at: number;
  created_at: number;
  updated_at: number;
}

export interface PaymentNoticesTable {
  gateway: string;
  notice_id: string;
  payment_id: string | null;
  status: string;
  amount_minor: number;
  received_at: number;
}

export interface OrderSharesTable {
  order_id: string;
  payment_id: string;
  seller_id: string;
  copies_minor: number;
  delivery_minor: number;
  commission_minor: number;
  currency: string;
  state: 'escrow' | 'payable' | 'refunded';
  updated_at: number;
}

export interface RefundsTable {
  id: string;
  payment_id: string;
  reference: string;
  amount_minor: number;
  status: 'due' | 'done';
  reason: string;
  created_at: number;
  done_at: number | null;
}

export interface LedgerMovementsTable {
  id: string;
  reference: string;
  reason: string;
  at: number;
}

export interface LedgerEntriesTable {
  id: string;
  movement_id: string;
  account: LedgerEntry['account'];
  seller_id: string | null;
  order_id: string | null;
  payment_id: string | null;
  amount_minor: number;
  currency: string;
  reason: string;
  at: number;
}

export interface PayoutsTable {
  id: string;
  seller_id: string;
  idempotency_key: string;
  amount_minor: number;
  currency: string;
  note: string;
  created_at: number;
}

/** What the sandbox, as a gateway somewhere else, remembers of a charge. */
export interface SandboxChargesTable {
  payment_id: string;
  amount_minor: number;
  currency: string;
  status: 'pending' | 'paid' | 'failed';
  failure_code: string | null;
  created_at: number;
}

export interface SandboxRefundsTable {
  refund_id: string;
  payment_id: string;
  amount_minor: number;
  created_at: number;
}
