import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { readConfig } from '../../src/platform/config/index.ts';
import { type AnyDatabase, openDatabase } from '../../src/platform/db/index.ts';
import type { Stock } from './buyers.ts';

const root = join(import.meta.dirname, '../..');
const outboxes = ['accounts_outbox', 'catalogue_outbox', 'sales_outbox', 'payments_outbox'];
const recoverySeconds = 60;
const secret = 'a-key-for-tests-of-at-least-32-characters';

export const openShopDatabase = (databaseUrl: string): AnyDatabase =>
  openDatabase(readConfig({ DATABASE_URL: databaseUrl, SECRET_KEY: secret }).database) as AnyDatabase;

/**
 * Waits until the workers have done everything that waits. Leases of killed workers and pauses before a next try end at once, as they
 * would by themselves in some minutes; rounds of asking the gateway again, which go on for days, are left out.
 */
export async function recover(db: AnyDatabase): Promise<string[]> {
  for (let second = 0; second < recoverySeconds; second++) {
    let waiting = 0;
    for (const table of outboxes) {
      const open = sql`done = 0 and kind <> 'job.check_payment'`;
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(table)} where ${open}`.execute(db.query);
      waiting += rows[0]?.count ?? 0;
      if (second % 5 === 0)
        await sql`update ${sql.table(table)} set lease_until = 0, run_at = 0 where ${open}`.execute(db.query);
    }
    const { rows } = await sql<{ count: number }>`select count(*) as count from purchases where awaiting = 1`.execute(
      db.query,
    );
    if (waiting === 0 && (rows[0]?.count ?? 0) === 0) return [];
    await sleep(1_000);
  }
  return ['the outboxes or the sweepers have not come to an end in a minute'];
}

/** Rules that lie between two modules, which no module's own audit can see. */
const between: Readonly<Record<string, string>> = {
  'money came and was neither shared out nor owed back':
    'select id from payments where received_minor is not null and allocated = 0',
  'an order was paid and has no share of a payment':
    'select o.id from seller_orders o left join order_shares s on s.order_id = o.id where o.paid_at is not null and s.order_id is null',
  'an order and its money disagree': `select o.id from seller_orders o join order_shares s on s.order_id = o.id where s.state <>
    case when o.status in ('cancelled', 'refunded') then 'refunded' when o.status = 'completed' then 'payable' else 'escrow' end`,
  'an order has sold copies and was not paid':
    'select d.order_id as id from order_decisions d left join seller_orders o on o.id = d.order_id where d.sold = 1 and o.paid_at is null',
  'a cancelled order has not given its copies back':
    "select o.id from seller_orders o join sold_copies c on c.order_id = o.id where o.status = 'cancelled' and c.returned <> c.quantity",
  'the gateway took money that the shop does not know of':
    "select c.payment_id as id from sandbox_charges c join payments p on p.id = c.payment_id where c.status = 'paid' and p.received_minor is null",
};

export async function examine(db: AnyDatabase, stock: Stock, databaseUrl: string): Promise<string[]> {
  const found: string[] = [];
  for (const [says, query] of Object.entries(between)) {
    const { rows } = await sql.raw<{ id: string }>(query).execute(db.query);
    found.push(...rows.map(({ id }) => `${says} (${id})`));
  }
  const { rows } = await sql<{ id: string }>`select id from listings where quantity + sold <> ${stock.copies}`.execute(
    db.query,
  );
  found.push(...rows.map(({ id }) => `copies of a listing came or went (${id})`));
  return [...found, ...(await doctor(databaseUrl))];
}

/** The operator's own check. */
async function doctor(databaseUrl: string): Promise<string[]> {
  const environment = { ...process.env, DATABASE_URL: databaseUrl, SECRET_KEY: secret, SHOP_DEMO: 'off' };
  try {
    await promisify(execFile)(join(root, 'bin/bookstore'), ['doctor'], { cwd: root, env: environment });
    return [];
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return [`doctor: ${stdout}${stderr}`];
  }
}
