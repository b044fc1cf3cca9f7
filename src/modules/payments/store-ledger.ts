import { type Kysely, sql, type Transaction } from 'kysely';
import { insertIgnore, nowOf } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Balance, LedgerEntry } from './door.ts';
import type { Leg, Movement } from './ledger.ts';
import type { PaymentsTables } from './tables.ts';

/** Writes a movement unless it was written before; answers whether it did. */
export async function writeMovement(trx: Transaction<PaymentsTables>, movement: Movement): Promise<boolean> {
  const sum = movement.legs.reduce((total, leg) => total + leg.amountMinor, 0);
  if (sum !== 0) throw new Error(`The movement ${movement.reference} does not sum to zero.`);
  const id = newId();
  const at = nowOf(trx);
  const written = await insertIgnore(trx, 'ledger_movements', [
    { id, reference: movement.reference, reason: movement.reason, at },
  ]);
  if (written === 0) return false;
  await trx
    .insertInto('ledger_entries')
    .values(movement.legs.map((leg) => entryRow(id, leg, movement, at)))
    .execute();
  return true;
}

const entryRow = (movementId: string, leg: Leg, movement: Movement, at: ReturnType<typeof nowOf>) => ({
  id: newId(),
  movement_id: movementId,
  account: leg.account,
  seller_id: leg.sellerId ?? null,
  order_id: leg.orderId ?? null,
  payment_id: leg.paymentId ?? null,
  amount_minor: leg.amountMinor,
  currency: movement.currency,
  reason: movement.reason,
  at,
});

/** The ledger, newest first; `before` is the id of the last entry of the page before. */
export async function readLedger(
  db: Kysely<PaymentsTables>,
  input: { sellerId?: string | undefined; before?: string | undefined; limit: number },
): Promise<LedgerEntry[]> {
  const rows = await db
    .selectFrom('ledger_entries')
    .selectAll()
    .$if(input.sellerId !== undefined, (query) => query.where('seller_id', '=', input.sellerId ?? ''))
    .$if(input.before !== undefined, (query) => query.where('id', '<', input.before ?? ''))
    .orderBy('id', 'desc')
    .limit(input.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    movementId: row.movement_id,
    at: row.at,
    account: row.account,
    sellerId: row.seller_id,
    orderId: row.order_id,
    paymentId: row.payment_id,
    amountMinor: row.amount_minor,
    currency: row.currency,
    reason: row.reason,
  }));
}

/** What sellers have in escrow, are owed and were paid; in the order of their ids, from after `after`. */
export async function readBalances(
  db: Kysely<PaymentsTables>,
  input: { sellerIds?: string[]; after?: string | undefined; limit: number; currency: string },
): Promise<Balance[]> {
  const rows = await db
    .selectFrom('order_shares')
    .select(['seller_id', (eb) => eb.fn.sum<number>(escrowPart).as('escrow')])
    .where('currency', '=', input.currency)
    .$if(input.sellerIds !== undefined, (query) => query.where('seller_id', 'in', input.sellerIds ?? []))
    .$if(input.after !== undefined, (query) => query.where('seller_id', '>', input.after ?? ''))
    .groupBy('seller_id')
    .orderBy('seller_id')
    .limit(input.limit)
    .execute();
  const sums = await readSums(
    db,
    rows.map((row) => row.seller_id),
    input.currency,
  );
  return rows.map((row) => ({
    sellerId: row.seller_id,
    currency: input.currency,
    escrowMinor: row.escrow,
    payableMinor: sums.get(`payable ${row.seller_id}`) ?? 0,
    paidOutMinor: sums.get(`paid_out ${row.seller_id}`) ?? 0,
  }));
}

const escrowPart = sql<number>`case when state = 'escrow' then copies_minor + delivery_minor - commission_minor else 0 end`;

async function readSums(
  db: Kysely<PaymentsTables>,
  sellerIds: string[],
  currency: string,
): Promise<Map<string, number>> {
  if (sellerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledger_entries')
    .select(['account', 'seller_id', (eb) => eb.fn.sum<number>('amount_minor').as('sum')])
    .where('account', 'in', ['payable', 'paid_out'])
    .where('currency', '=', currency)
    .where('seller_id', 'in', sellerIds)
    .groupBy(['account', 'seller_id'])
    .execute();
  return new Map(rows.map((row) => [`${row.account} ${row.seller_id ?? ''}`, row.sum]));
}
