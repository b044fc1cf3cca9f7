import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CatalogueTables } from './tables.ts';

type Db = Kysely<CatalogueTables>;

const mostFindings = 50;

/** Each rule by name, and a query for the ids of what violates it. */
const rules: Readonly<Record<string, RawBuilder<{ id: string }>>> = {
  'holds or has copies that are not there': sql`select id from listings where held < 0 or held > quantity or quantity < 0 or sold < 0`,
  'counts other held copies than its active holds': sql`
    select l.id from listings l left join (select listing_id, sum(quantity) as copies from holds where state = 'active' group by listing_id) h
    on h.listing_id = l.id where l.held <> coalesce(h.copies, 0)`,
  'counts other sold copies than its orders': sql`
    select l.id from listings l left join (select listing_id, sum(quantity - returned) as copies from sold_copies group by listing_id) c
    on c.listing_id = l.id where l.sold <> coalesce(c.copies, 0)`,
  'is active without a copy': sql`select id from listings where state = 'active' and quantity = 0`,
  'is sold out with copies': sql`select id from listings where state = 'sold_out' and quantity > 0`,
  'is in no known state': sql`select id from listings where state not in ('draft', 'active', 'paused', 'sold_out', 'removed', 'blocked')`,
  'is blocked and does not know what it was': sql`select id from listings where (state = 'blocked') <> (state_before_block is not null)`,
  'is active and was never published': sql`select id from listings where state = 'active' and published_at is null`,
  'has an edition of another work': sql`
    select l.id from listings l left join editions e on e.id = l.edition_id where e.id is null or e.work_id <> l.work_id`,
  'has photos and does not say so, or says so and has none': sql`
    select l.id from listings l left join (select listing_id, count(*) as photos from listing_photos group by listing_id) p
    on p.listing_id = l.id where (l.photos = '[]') <> (p.photos is null)`,
};

/** Sentences about listings and orders that violate a rule. */
export async function findViolations(db: Db): Promise<string[]> {
  const sentences: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await sql<{ id: string }>`select id from (${query}) violating limit ${mostFindings}`.execute(db);
    sentences.push(...rows.map((row) => `Listing ${row.id} ${rule}.`));
  }
  return [...sentences, ...(await findOrderViolations(db))];
}

/** A sold order has copies, an unsold one none, and what is consumed was sold. */
async function findOrderViolations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string; sold: number }>`
    select d.order_id as id, d.sold from order_decisions d left join (select distinct order_id from sold_copies) c on c.order_id = d.order_id
    where (d.sold = 1) <> (c.order_id is not null) limit ${mostFindings}`.execute(db);
  const { rows: consumed } = await sql<{ id: string }>`
    select distinct h.order_id as id from holds h left join order_decisions d on d.order_id = h.order_id and d.sold = 1
    where h.state = 'consumed' and d.order_id is null limit ${mostFindings}`.execute(db);
  return [
    ...rows.map(
      (row) =>
        `Order ${row.id} is decided as ${row.sold === 1 ? 'sold, but has no copies' : 'not sold, but has copies'}.`,
    ),
    ...consumed.map((row) => `Order ${row.id} consumed a hold, but was not sold.`),
  ];
}
