import { sql } from 'kysely';
import type { PaymentsDatabase } from './store.ts';

const questions: readonly { says: string; sql: string }[] = [
  {
    says: 'a ledger movement does not sum to zero',
    sql: 'select movement_id as id from ledger_entries group by movement_id, currency having sum(amount_minor) <> 0 limit 20',
  },
  {
    says: 'a paid payment has no ledger movement',
    sql: "select p.id from payments p left join ledger_movements m on m.reference = concat('paid:', p.id) where p.received_minor is not null and m.id is null limit 20",
  },
  { says: "a payment's shares and refunds do not add up to what came", sql: unbalanced() },
  {
    says: 'what is owed back differs from the refunds due',
    sql: "select p.id from payments p left join (select payment_id, sum(amount_minor) as due from refunds where status = 'due' group by payment_id) r on r.payment_id = p.id where p.refund_due_minor <> coalesce(r.due, 0) limit 20",
  },
  {
    says: 'a completed order has no ledger movement',
    sql: "select s.order_id as id from order_shares s left join ledger_movements m on m.reference = concat('completed:', s.order_id) where s.state = 'payable' and m.id is null limit 20",
  },
  { says: 'escrow holds something other than open orders, refunds due and payments not shared out yet', sql: escrow() },
];

/** What came in = shares not refunded + refunds, once the payment is shared out. */
function unbalanced(): string {
  return `select p.id from payments p
    left join (select payment_id, sum(copies_minor + delivery_minor) as kept from order_shares where state <> 'refunded' group by payment_id) s on s.payment_id = p.id
    left join (select payment_id, sum(amount_minor) as back from refunds group by payment_id) r on r.payment_id = p.id
    where p.allocated = 1 and p.received_minor <> coalesce(s.kept, 0) + coalesce(r.back, 0) limit 20`;
}

function escrow(): string {
  return `select currency as id from (
      select currency, amount_minor as amount from ledger_entries where account = 'escrow'
      union all select currency, -(copies_minor + delivery_minor) from order_shares where state = 'escrow'
      union all select coalesce(received_currency, currency), -refund_due_minor from payments
      union all select coalesce(received_currency, currency), -received_minor from payments where allocated = 0 and received_minor is not null
    ) e group by currency having sum(amount) <> 0`;
}

/** Sentences about what does not hold; empty where all is well. */
export async function auditPayments(db: PaymentsDatabase): Promise<string[]> {
  const found: string[] = [];
  for (const question of questions) {
    const { rows } = await sql.raw<{ id: string }>(question.sql).execute(db.query);
    found.push(...rows.map((row) => `payments: ${question.says} (${row.id})`));
  }
  return found;
}
