import type { Selectable } from 'kysely';
import { forUpdate, readNow } from '../../platform/db/index.ts';
import type { Payout } from './door.ts';
import type { PaymentsDatabase, PaymentsTransaction } from './store.ts';
import type { PayoutsTable } from './tables.ts';

const mostShares = 50_000;

/** Locks a seller's shares, so that two payouts cannot count the same money, and answers what is owed to them. */
export async function lockPayable(trx: PaymentsTransaction, sellerId: string, currency: string): Promise<number> {
  await forUpdate(
    trx,
    trx.selectFrom('order_shares').select('order_id').where('seller_id', '=', sellerId).limit(mostShares),
  ).execute();
  const row = await trx
    .selectFrom('ledger_entries')
    .select((eb) => eb.fn.sum<number | null>('amount_minor').as('sum'))
    .where('account', '=', 'payable')
    .where('currency', '=', currency)
    .where('seller_id', '=', sellerId)
    .executeTakeFirst();
  return row?.sum ?? 0;
}

export async function findPayoutByKey(
  trx: PaymentsTransaction,
  sellerId: string,
  key: string,
): Promise<Payout | undefined> {
  const row = await trx
    .selectFrom('payouts')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row && toPayout(row);
}

/** Answers when it was written. */
export async function insertPayout(
  trx: PaymentsTransaction,
  payout: Omit<Payout, 'createdAt'> & { idempotencyKey: string },
): Promise<number> {
  const createdAt = await readNow(trx);
  await trx
    .insertInto('payouts')
    .values({
      id: payout.id,
      seller_id: payout.sellerId,
      idempotency_key: payout.idempotencyKey,
      amount_minor: payout.amountMinor,
      currency: payout.currency,
      note: payout.note,
      created_at: createdAt,
    })
    .execute();
  return createdAt;
}

export async function readPayouts(
  db: PaymentsDatabase,
  input: { sellerId: string; before?: string | undefined; limit: number },
): Promise<Payout[]> {
  const rows = await db.query
    .selectFrom('payouts')
    .selectAll()
    .where('seller_id', '=', input.sellerId)
    .$if(input.before !== undefined, (query) => query.where('id', '<', input.before ?? ''))
    .orderBy('id', 'desc')
    .limit(input.limit)
    .execute();
  return rows.map(toPayout);
}

const toPayout = (row: Selectable<PayoutsTable>): Payout => ({
  id: row.id,
  sellerId: row.seller_id,
  amountMinor: row.amount_minor,
  currency: row.currency,
  note: row.note,
  createdAt: row.created_at,
});
