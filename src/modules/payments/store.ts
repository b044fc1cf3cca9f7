import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely';
import { type Database, forUpdate, insertIgnore, isDuplicate, nowOf } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Payment, PaymentStatus } from './door.ts';
import type { Share } from './ledger.ts';
import type { OrderSharesTable, PaymentsTable, PaymentsTables, RefundsTable } from './tables.ts';

export type PaymentsDatabase = Database<PaymentsTables>;
export type PaymentsTransaction = Transaction<PaymentsTables>;
export type PaymentRow = Selectable<PaymentsTable>;
export type ShareRow = Selectable<OrderSharesTable>;
export type RefundRow = Selectable<RefundsTable>;

const mostPayments = 200;

/** Inserts a payment, with what `along` writes in the same transaction; answers false where its purchase and key have one already. */
export async function insertPayment(
  db: PaymentsDatabase,
  row: Omit<Insertable<PaymentsTable>, 'created_at' | 'updated_at'>,
  along: (trx: PaymentsTransaction) => Promise<void>,
): Promise<boolean> {
  try {
    await db.transaction(async (trx) => {
      await insertRow(trx, row);
      await along(trx);
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Inserts a payment, made now. */
export async function insertRow(
  trx: PaymentsTransaction,
  row: Omit<Insertable<PaymentsTable>, 'created_at' | 'updated_at'>,
): Promise<void> {
  const at = nowOf(trx) as never;
  await trx
    .insertInto('payments')
    .values({ ...row, created_at: at, updated_at: at })
    .execute();
}

export function findByKey(
  db: Kysely<PaymentsTables>,
  purchaseId: string,
  key: string,
): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('purchase_id', '=', purchaseId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
}

export function findPayment(db: Kysely<PaymentsTables>, id: string): Promise<PaymentRow | undefined> {
  return db.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The payment that stands for a charge at a gateway. */
export function findByReference(
  db: Kysely<PaymentsTables>,
  gateway: string,
  reference: string,
): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('gateway', '=', gateway)
    .where('gateway_reference', '=', reference)
    .executeTakeFirst();
}

export function lockPayment(trx: PaymentsTransaction, id: string): Promise<PaymentRow | undefined> {
  return forUpdate(trx, trx.selectFrom('payments').selectAll().where('id', '=', id)).executeTakeFirst();
}

export async function updatePayment(
  trx: Kysely<PaymentsTables>,
  id: string,
  set: Updateable<PaymentsTable>,
): Promise<void> {
  await trx
    .updateTable('payments')
    .set({ ...set, updated_at: nowOf(trx) as never })
    .where('id', '=', id)
    .execute();
}

export async function readPaymentsOf(db: PaymentsDatabase, purchaseIds: readonly string[]): Promise<PaymentRow[]> {
  if (purchaseIds.length === 0) return [];
  return db.query
    .selectFrom('payments')
    .selectAll()
    .where('purchase_id', 'in', [...purchaseIds])
    .orderBy('id')
    .limit(mostPayments)
    .execute();
}

/** Newest first; `before` is the id of the last one of the page before. */
export function readPaymentPage(
  db: PaymentsDatabase,
  input: { status?: PaymentStatus | undefined; before?: string | undefined; limit: number },
): Promise<PaymentRow[]> {
  return db.query
    .selectFrom('payments')
    .selectAll()
    .$if(input.status !== undefined, (query) => query.where('status', '=', input.status ?? 'paid'))
    .$if(input.before !== undefined, (query) => query.where('id', '<', input.before ?? ''))
    .orderBy('id', 'desc')
    .limit(input.limit)
    .execute();
}

/** Remembers a notice; answers false for one that came before. */
export async function insertNotice(
  trx: Kysely<PaymentsTables>,
  notice: { gateway: string; noticeId: string; paymentId: string | null; status: string; amountMinor: number },
): Promise<boolean> {
  const row = {
    gateway: notice.gateway,
    notice_id: notice.noticeId,
    payment_id: notice.paymentId,
    status: notice.status,
    amount_minor: notice.amountMinor,
    received_at: nowOf(trx),
  };
  return (await insertIgnore(trx, 'payment_notices', [row])) === 1;
}

export async function insertShares(
  trx: PaymentsTransaction,
  shares: readonly Share[],
  currency: string,
): Promise<void> {
  const rows = shares.map((share) => ({
    order_id: share.orderId,
    payment_id: share.paymentId,
    seller_id: share.sellerId,
    copies_minor: share.copiesMinor,
    delivery_minor: share.deliveryMinor,
    commission_minor: share.commissionMinor,
    currency,
    state: 'escrow' as const,
    updated_at: nowOf(trx),
  }));
  await insertIgnore(trx, 'order_shares', rows);
}

export function lockShare(trx: PaymentsTransaction, orderId: string): Promise<ShareRow | undefined> {
  return forUpdate(trx, trx.selectFrom('order_shares').selectAll().where('order_id', '=', orderId)).executeTakeFirst();
}

export function findShare(db: Kysely<PaymentsTables>, orderId: string): Promise<ShareRow | undefined> {
  return db.selectFrom('order_shares').selectAll().where('order_id', '=', orderId).executeTakeFirst();
}

export async function readShares(db: PaymentsDatabase, orderIds: readonly string[]): Promise<ShareRow[]> {
  if (orderIds.length === 0) return [];
  return db.query
    .selectFrom('order_shares')
    .selectAll()
    .where('order_id', 'in', [...orderIds])
    .execute();
}

export async function setShareState(
  trx: PaymentsTransaction,
  orderId: string,
  state: OrderSharesTable['state'],
): Promise<void> {
  await trx
    .updateTable('order_shares')
    .set({ state, updated_at: nowOf(trx) })
    .where('order_id', '=', orderId)
    .execute();
}

/** Writes that something is owed back, once per `reference`; answers the refund's id where it is new. */
export async function insertRefund(
  trx: PaymentsTransaction,
  refund: { paymentId: string; reference: string; amountMinor: number; reason: string },
): Promise<string | undefined> {
  const id = newId();
  const row = {
    id,
    payment_id: refund.paymentId,
    reference: refund.reference,
    amount_minor: refund.amountMinor,
    status: 'due' as const,
    reason: refund.reason.slice(0, 200),
    created_at: nowOf(trx),
    done_at: null,
  };
  return (await insertIgnore(trx, 'refunds', [row])) === 1 ? id : undefined;
}

export function readDueRefunds(db: PaymentsDatabase, paymentId: string): Promise<RefundRow[]> {
  return db.query
    .selectFrom('refunds')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .where('status', '=', 'due')
    .orderBy('id')
    .limit(100)
    .execute();
}

/** Marks a refund as done; answers false where it was done already. */
export async function markRefundDone(trx: PaymentsTransaction, id: string): Promise<boolean> {
  const result = await trx
    .updateTable('refunds')
    .set({ status: 'done', done_at: nowOf(trx) })
    .where('id', '=', id)
    .where('status', '=', 'due')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Of the money that came, which goes back in the same. */
export const currencyOf = (row: Pick<PaymentRow, 'currency' | 'received_currency'>): string =>
  row.received_currency ?? row.currency;

export const toPayment = (row: PaymentRow): Payment => ({
  id: row.id,
  purchaseId: row.purchase_id,
  method: row.method,
  status: row.status,
  amountMinor: row.amount_minor,
  currency: row.currency,
  receivedMinor: row.received_minor,
  receivedCurrency: row.received_minor === null ? null : currencyOf(row),
  settled: row.allocated === 1,
  refundDueMinor: row.refund_due_minor,
  refundedMinor: row.refunded_minor,
  continueUrl: row.continue_url,
  failureCode: row.failure_code,
  cardEnding: row.card_ending,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export const toShare = (row: ShareRow): Share => ({
  orderId: row.order_id,
  paymentId: row.payment_id,
  sellerId: row.seller_id,
  copiesMinor: row.copies_minor,
  deliveryMinor: row.delivery_minor,
  commissionMinor: row.commission_minor,
});
