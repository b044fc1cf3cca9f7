import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { readConfig } from '../../src/platform/config/index.ts';
import { type AnyDatabase, openDatabase } from '../../src/platform/db/index.ts';
import type { ListingOnSale } from './market.ts';

const root = join(import.meta.dirname, '../..');
const outboxes = ['accounts_outbox', 'catalogue_outbox', 'sales_outbox', 'payments_outbox', 'messaging_outbox'];
const recoverySeconds = 90;
/** How much a run reports; one fault often breaks a rule for many rows. */
const mostRows = 20;
export const secret = 'a-key-for-tests-of-at-least-32-characters';

/** A shop's database and the folder it runs in. */
export interface DatabasePlace {
  readonly databaseUrl: string;
  readonly folder: string;
}

export const openShopDatabase = (databaseUrl: string): AnyDatabase =>
  openDatabase(readConfig({ DATABASE_URL: databaseUrl, SECRET_KEY: secret }).database) as AnyDatabase;

/** What the operator's command needs to find the shop. */
export const commandEnvironment = ({ databaseUrl, folder }: DatabasePlace): NodeJS.ProcessEnv => ({
  ...process.env,
  DATABASE_URL: databaseUrl,
  SECRET_KEY: secret,
  UPLOAD_FOLDER: join(folder, 'uploads'),
  INDEX_FOLDER: join(folder, 'doctor-index'),
  SHOP_DEMO: 'off',
});

/**
 * Waits until the workers have done everything that waits. After `patienceSeconds`, leases of killed workers and pauses before a next try
 * end at once, as they would by themselves in some minutes; rounds of asking the gateway again, which go on for days, are left out.
 */
export async function recover(db: AnyDatabase, patienceSeconds: number): Promise<string[]> {
  let waiting: string[] = [];
  for (let second = 0; second < patienceSeconds + recoverySeconds; second++) {
    if (second >= patienceSeconds && (second - patienceSeconds) % 3 === 0) await hurry(db);
    waiting = await whatWaits(db);
    if (waiting.length === 0) return [];
    await sleep(1_000);
  }
  return [`it does not come to an end: ${waiting.join(', ')}`];
}

const openItems = sql`done = 0 and kind <> 'job.check_payment'`;

async function whatWaits(db: AnyDatabase): Promise<string[]> {
  const questions = [
    ...outboxes.map((table) => ({
      what: table,
      query: sql`select count(*) as count from ${sql.table(table)} where ${openItems}`,
    })),
    { what: 'unpaid purchases', query: sql`select count(*) as count from purchases where awaiting = 1` },
  ];
  const waiting: string[] = [];
  for (const { what, query } of questions) {
    const { rows } = await query.execute(db.query);
    const count = (rows as { count: number }[])[0]?.count ?? 0;
    if (count > 0) waiting.push(`${String(count)} in ${what}`);
  }
  return waiting;
}

async function hurry(db: AnyDatabase): Promise<void> {
  for (const table of outboxes)
    await sql`update ${sql.table(table)} set lease_until = 0, run_at = 0 where ${openItems}`.execute(db.query);
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
  'the gateway paid back other than the shop says': `select p.id from payments p left join (select payment_id, sum(amount_minor) as back from sandbox_refunds group by payment_id) b
    on b.payment_id = p.id where p.method = 'card' and p.refunded_minor <> coalesce(b.back, 0)`,
  'one checkout became two purchases':
    "select email as id from purchases where buyer_id is null and state = 'placed' group by email having count(*) > 1",
  'a purchase has no orders':
    "select p.id from purchases p left join seller_orders o on o.purchase_id = p.id where p.state = 'placed' and o.id is null",
};

/** Everything that is wrong with the shop behind this database, one sentence each; the operator's own check included. */
export async function examine(
  db: AnyDatabase,
  place: DatabasePlace,
  known: { listings: readonly ListingOnSale[]; purchases: number },
): Promise<string[]> {
  const found: string[] = [];
  for (const [says, query] of Object.entries(between)) {
    const { rows } = await sql.raw<{ id: string }>(query).execute(db.query);
    found.push(...rows.slice(0, mostRows).map(({ id }) => `${says} (${id})`));
  }
  found.push(...(await strayCopies(db, known.listings)));
  const placed = await db.query
    .selectFrom('purchases')
    .where('state', '=', 'placed')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (placed.count !== known.purchases)
    found.push(`clients were answered ${String(known.purchases)} purchases, and there are ${String(placed.count)}`);
  return [...found, ...(await doctor(place))];
}

async function strayCopies(db: AnyDatabase, listings: readonly ListingOnSale[]): Promise<string[]> {
  const rows = (await db.query.selectFrom('listings').select(['id', 'quantity', 'sold']).execute()) as {
    id: string;
    quantity: number;
    sold: number;
  }[];
  const now = new Map(rows.map((row) => [row.id, row.quantity + row.sold]));
  return listings
    .filter(({ id, copies }) => now.get(id) !== copies)
    .map(
      ({ id, copies }) => `listing ${id} was published with ${String(copies)} copies and has ${String(now.get(id))}`,
    );
}

async function doctor(place: DatabasePlace): Promise<string[]> {
  try {
    await promisify(execFile)(join(root, 'bin/bookstore'), ['doctor'], {
      cwd: place.folder,
      env: commandEnvironment(place),
    });
    return [];
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`
      .trim()
      .split('\n')
      .map((line) => `doctor: ${line}`);
  }
}
