import { type Kysely, sql } from 'kysely';
import { forUpdate, nowOf } from '../../platform/db/index.ts';
import { readBy } from './store-hints.ts';
import type { CatalogueTables, HoldState, HoldsTable, ListingsTable } from './tables.ts';

type Trx = Kysely<CatalogueTables>;

export type LiveHold = Pick<
  HoldsTable,
  'id' | 'purchase_id' | 'order_id' | 'attempt' | 'quantity' | 'expires_at' | 'extended'
>;

/** A listing whose row is locked until the transaction ends; `held` counts live holds only. */
export interface LockedListing
  extends Pick<
    ListingsTable,
    | 'id'
    | 'seller_id'
    | 'work_id'
    | 'title'
    | 'authors'
    | 'grade'
    | 'price_minor'
    | 'photos'
    | 'quantity'
    | 'held'
    | 'sold'
    | 'state'
    | 'seller_suspended'
  > {
  holds: LiveHold[];
}

export interface LockedCopies {
  listings: ReadonlyMap<string, LockedListing>;
  /** The database's clock. */
  now: number;
}

/**
 * Locks listings in the order of their ids, turns their lapsed holds into expired ones and takes those off `held`.
 * Every change of copies begins here. What is not there is left out.
 */
export async function lockCopies(trx: Trx, listingIds: Iterable<string>): Promise<LockedCopies> {
  const ids = [...new Set(listingIds)].toSorted();
  const rows = ids.length === 0 ? [] : await lockRows(trx, ids);
  const listings = new Map(rows.map((row): [string, LockedListing] => [row.id, { ...row, holds: [] }]));
  const now = rows[0]?.now ?? 0;
  const held = rows.filter((row) => row.held > 0).map((row) => row.id);
  if (held.length > 0) await settleHolds(trx, listings, held, now);
  return { listings, now };
}

function lockRows(trx: Trx, ids: readonly string[]) {
  const query = trx
    .selectFrom('listings')
    .modifyFront(readBy('listings', 'PRIMARY'))
    .select(['id', 'seller_id', 'work_id', 'title', 'authors', 'grade', 'price_minor', 'photos'])
    .select(['quantity', 'held', 'sold', 'state', 'seller_suspended', nowOf(trx).as('now')])
    .where('id', 'in', ids)
    .orderBy('id');
  return forUpdate(trx, query).execute();
}

async function settleHolds(
  trx: Trx,
  listings: ReadonlyMap<string, LockedListing>,
  ids: readonly string[],
  now: number,
): Promise<void> {
  const holds = await trx
    .selectFrom('holds')
    .select(['id', 'listing_id', 'purchase_id', 'order_id', 'attempt', 'quantity', 'expires_at', 'extended'])
    .where('listing_id', 'in', ids)
    .where('state', '=', 'active')
    .execute();
  const lapsed = holds.filter((hold) => hold.expires_at <= now);
  for (const hold of holds) if (hold.expires_at > now) listings.get(hold.listing_id)?.holds.push(hold);
  if (lapsed.length === 0) return;
  await endHolds(trx, lapsed, 'expired');
  for (const [id, quantity] of copiesByListing(lapsed)) {
    await trx
      .updateTable('listings')
      .set({ held: sql`held - ${quantity}` })
      .where('id', '=', id)
      .execute();
    const listing = listings.get(id);
    if (listing) listing.held -= quantity;
  }
}

export function copiesByListing(items: Iterable<{ listing_id: string; quantity: number }>): Map<string, number> {
  const copies = new Map<string, number>();
  for (const item of items) copies.set(item.listing_id, (copies.get(item.listing_id) ?? 0) + item.quantity);
  return copies;
}

export async function endHolds(
  trx: Trx,
  holds: readonly { id: string }[],
  state: Exclude<HoldState, 'active'>,
): Promise<void> {
  if (holds.length === 0) return;
  const ids = holds.map((hold) => hold.id);
  await trx.updateTable('holds').set({ state }).where('id', 'in', ids).where('state', '=', 'active').execute();
}

export const findHoldsOfPurchase = (trx: Trx, purchaseId: string) =>
  trx.selectFrom('holds').selectAll().where('purchase_id', '=', purchaseId).execute();

export const insertHolds = (trx: Trx, holds: readonly HoldsTable[]) => trx.insertInto('holds').values(holds).execute();

/** Sets copies aside where they are for sale and free, after giving back `returned` held ones; answers whether it could. */
export async function takeCopies(trx: Trx, listingId: string, quantity: number, returned: number): Promise<boolean> {
  const result = await trx
    .updateTable('listings')
    .set({ held: sql`held + ${quantity} - ${returned}` })
    .where('id', '=', listingId)
    .where('state', '=', 'active')
    .where('seller_suspended', '=', 0)
    .where(sql<boolean>`quantity - held + ${returned} >= ${quantity}`)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function giveBackHeld(trx: Trx, listingId: string, quantity: number): Promise<void> {
  await trx
    .updateTable('listings')
    .set({ held: sql`held - ${quantity}` })
    .where('id', '=', listingId)
    .execute();
}

export interface CopiesChange {
  /** Added to what the listing has. */
  quantity: number;
  held: number;
  sold: number;
  state: LockedListing['state'];
}

/** Moves copies of a locked listing. A change of state is one that a search may see. */
export async function moveCopies(trx: Trx, listing: LockedListing, change: CopiesChange): Promise<void> {
  const seen = change.state !== listing.state;
  const now = nowOf(trx);
  await trx
    .updateTable('listings')
    .set({
      quantity: sql`quantity + ${change.quantity}`,
      held: sql`held + ${change.held}`,
      sold: sql`sold + ${change.sold}`,
      state: change.state,
      ...(seen ? { updated_at: now, changed_at: nextVersion(trx) } : {}),
    })
    .where('id', '=', listing.id)
    .execute();
}

/** The database's clock, and in any case more than before: two changes within a millisecond have an order, too. */
export const nextVersion = (trx: Trx) =>
  sql<number>`case when changed_at >= ${nowOf(trx)} then changed_at + 1 else ${nowOf(trx)} end`;

export async function extendHolds(trx: Trx, holds: readonly { id: string }[], expiresAt: number): Promise<void> {
  const ids = holds.map((hold) => hold.id);
  await trx.updateTable('holds').set({ expires_at: expiresAt, extended: 1 }).where('id', 'in', ids).execute();
}

/** Listings of which some holds have lapsed and are not yet marked so. */
export async function findLapsed(db: Trx, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('holds')
    .select('listing_id')
    .where('state', '=', 'active')
    .where('expires_at', '<=', nowOf(db))
    .limit(limit)
    .execute();
  return [...new Set(rows.map((row) => row.listing_id))];
}

export async function countLapsed(trx: Trx, listingIds: readonly string[]): Promise<number> {
  if (listingIds.length === 0) return 0;
  const row = await trx
    .selectFrom('holds')
    .select(({ fn }) => fn.countAll<number>().as('holds'))
    .where('listing_id', 'in', listingIds)
    .where('state', '=', 'active')
    .where('expires_at', '<=', nowOf(trx))
    .executeTakeFirstOrThrow();
  return row.holds;
}
