import type { Kysely } from 'kysely';
import { createTable, type TableDefinition } from '../../../platform/db/index.ts';
import { createQueueTable } from '../../../platform/queue/index.ts';
import type { PaymentsTables } from '../tables.ts';

const payments: TableDefinition = {
  columns: {
    id: 'id',
    purchase_id: 'id',
    idempotency_key: 'key',
    body_hash: 'hash',
    gateway: 'key',
    method: 'key',
    status: 'key',
    amount_minor: 'integer',
    received_minor: 'integer?',
    currency: 'key',
    refund_due_minor: 'integer = 0',
    refunded_minor: 'integer = 0',
    allocated: 'boolean = 0',
    gateway_reference: 'key?',
    continue_url: 'text:500?',
    failure_code: 'key?',
    card_ending: 'key?',
    hold_expires_at: 'integer',
    created_at: 'integer',
    updated_at: 'integer',
  },
  primaryKey: ['id'],
  unique: { payments_purchase_id_idempotency_key: ['purchase_id', 'idempotency_key'] },
  indexes: { payments_status: ['status', 'id'], payments_gateway_reference: ['gateway', 'gateway_reference'] },
  checks: { payments_amounts: 'amount_minor > 0 and refund_due_minor >= 0 and refunded_minor >= 0' },
};

const notices: TableDefinition = {
  columns: {
    gateway: 'key',
    notice_id: 'key',
    payment_id: 'id?',
    status: 'key',
    amount_minor: 'integer',
    received_at: 'integer',
  },
  primaryKey: ['gateway', 'notice_id'],
  indexes: { payment_notices_payment: ['payment_id'] },
};

const shares: TableDefinition = {
  columns: {
    order_id: 'id',
    payment_id: 'id',
    seller_id: 'id',
    copies_minor: 'integer',
    delivery_minor: 'integer',
    commission_minor: 'integer',
    currency: 'key',
    state: 'key',
    updated_at: 'integer',
  },
  primaryKey: ['order_id'],
  indexes: { order_shares_payment: ['payment_id'], order_shares_seller: ['seller_id', 'state'] },
};

const refunds: TableDefinition = {
  columns: {
    id: 'id',
    payment_id: 'id',
    reference: 'key',
    amount_minor: 'integer',
    status: 'key',
    reason: 'text:200',
    created_at: 'integer',
    done_at: 'integer?',
  },
  primaryKey: ['id'],
  unique: { refunds_reference: ['reference'] },
  indexes: { refunds_payment: ['payment_id'], refunds_status: ['status', 'id'] },
  checks: { refunds_amount: 'amount_minor > 0' },
};

const movements: TableDefinition = {
  columns: { id: 'id', reference: 'key', reason: 'key', at: 'integer' },
  primaryKey: ['id'],
  unique: { ledger_movements_reference: ['reference'] },
};

const entries: TableDefinition = {
  columns: {
    id: 'id',
    movement_id: 'id',
    account: 'key',
    seller_id: 'id?',
    order_id: 'id?',
    payment_id: 'id?',
    amount_minor: 'integer',
    currency: 'key',
    reason: 'key',
    at: 'integer',
  },
  primaryKey: ['id'],
  indexes: {
    ledger_entries_movement: ['movement_id'],
    ledger_entries_seller: ['seller_id', 'id'],
    ledger_entries_account: ['account', 'currency', 'seller_id'],
  },
};

const payouts: TableDefinition = {
  columns: {
    id: 'id',
    seller_id: 'id',
    idempotency_key: 'key',
    amount_minor: 'integer',
    currency: 'key',
    note: 'text:200',
    created_at: 'integer',
  },
  primaryKey: ['id'],
  unique: { payouts_seller_id_idempotency_key: ['seller_id', 'idempotency_key'] },
  checks: { payouts_amount: 'amount_minor > 0' },
};

const sandbox: TableDefinition = {
  columns: {
    payment_id: 'id',
    amount_minor: 'integer',
    currency: 'key',
    status: 'key',
    failure_code: 'key?',
    created_at: 'integer',
  },
  primaryKey: ['payment_id'],
};

const sandboxRefunds: TableDefinition = {
  columns: { refund_id: 'id', payment_id: 'id', amount_minor: 'integer', created_at: 'integer' },
  primaryKey: ['refund_id'],
  indexes: { sandbox_refunds_payment: ['payment_id'] },
};

export async function initial(db: Kysely<PaymentsTables>): Promise<void> {
  await createTable(db, 'payments', payments);
  await createTable(db, 'payment_notices', notices);
  await createTable(db, 'order_shares', shares);
  await createTable(db, 'refunds', refunds);
  await createTable(db, 'ledger_movements', movements);
  await createTable(db, 'ledger_entries', entries);
  await createTable(db, 'payouts', payouts);
  await createTable(db, 'sandbox_charges', sandbox);
  await createTable(db, 'sandbox_refunds', sandboxRefunds);
  await createQueueTable(db, 'payments_outbox');
}
