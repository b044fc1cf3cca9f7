import { sql } from 'kysely';
import type { SalesContext } from './context.ts';
import type { Sales } from './door.ts';

/** The shop's figures for its administrators. */
export async function readFigures(context: SalesContext): ReturnType<Sales['figures']> {
  const { rows } = await sql<{ status: string; count: number; copies: number }>`
    select status, count(*) as count, sum(copies_minor) as copies from seller_orders group by status`.execute(
    context.db.query,
  );
  const counts = new Map(rows.map((row) => [row.status, { count: row.count, copies: row.copies }]));
  const paid = ['paid', 'shipped', 'ready_for_pickup', 'delivered', 'disputed', 'completed'].map((status) =>
    counts.get(status),
  );
  const purchases = await context.db.query
    .selectFrom('purchases')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'placed')
    .executeTakeFirst();
  return {
    purchases: purchases?.count ?? 0,
    paidOrders: paid.reduce((sum, each) => sum + (each?.count ?? 0), 0),
    disputed: counts.get('disputed')?.count ?? 0,
    soldCopiesMinor: paid.reduce((sum, each) => sum + (each?.copies ?? 0), 0),
  };
}

const questions: readonly { says: string; sql: string }[] = [
  {
    says: 'a purchase differs from the sum of its orders',
    sql: 'select p.id from purchases p join seller_orders o on o.purchase_id = p.id group by p.id, p.total_minor having p.total_minor <> sum(o.copies_minor + o.delivery_minor) limit 20',
  },
  {
    says: 'an order differs from the sum of its items',
    sql: 'select o.id from seller_orders o join order_items i on i.order_id = o.id group by o.id, o.copies_minor having o.copies_minor <> sum(i.price_minor * i.quantity) limit 20',
  },
  {
    says: 'an order was paid without a payment that settles its purchase',
    sql: 'select o.id from seller_orders o join purchases p on p.id = o.purchase_id where o.paid_at is not null and p.settled_by is null limit 20',
  },
  {
    says: 'an order is paid, sent or finished and was never paid',
    sql: "select id from seller_orders where paid_at is null and status not in ('awaiting_payment', 'expired', 'cancelled') limit 20",
  },
  {
    says: 'a settled purchase still waits for a payment',
    sql: "select o.id from seller_orders o join purchases p on p.id = o.purchase_id where p.settled_by is not null and o.status = 'awaiting_payment' limit 20",
  },
];

/** Sentences about what does not hold; empty where all is well. */
export async function auditSales(context: SalesContext): Promise<string[]> {
  const found: string[] = [];
  for (const question of questions) {
    const { rows } = await sql.raw<{ id: string }>(question.sql).execute(context.db.query);
    found.push(...rows.map((row) => `sales: ${question.says} (${row.id})`));
  }
  return found;
}
