import type { Selectable } from 'kysely';
import { nowOf, upsert } from '../../platform/db/index.ts';
import type { SalesDb, SalesTransaction } from './store.ts';
import type { CartItemsTable } from './tables.ts';

export type CartRow = Selectable<CartItemsTable>;

export const mostCartLines = 100;

export function readCart(db: SalesDb, owner: string): Promise<CartRow[]> {
  return db
    .selectFrom('cart_items')
    .selectAll()
    .where('owner', '=', owner)
    .orderBy('added_at')
    .orderBy('listing_id')
    .limit(mostCartLines)
    .execute();
}

export async function countCopies(db: SalesDb, owner: string): Promise<number> {
  const row = await db
    .selectFrom('cart_items')
    .select((eb) => eb.fn.sum<number | null>('quantity').as('sum'))
    .where('owner', '=', owner)
    .executeTakeFirst();
  return row?.sum ?? 0;
}

export async function writeCartItem(
  db: SalesDb,
  item: { owner: string; listingId: string; quantity: number; priceMinor: number },
): Promise<void> {
  const row = {
    owner: item.owner,
    listing_id: item.listingId,
    quantity: item.quantity,
    price_minor: item.priceMinor,
    added_at: nowOf(db),
  };
  await upsert(db, 'cart_items', row as never, ['owner', 'listing_id'], {
    quantity: item.quantity,
    price_minor: item.priceMinor,
  });
}

export async function deleteCartItems(db: SalesDb, owner: string, listingIds: readonly string[]): Promise<void> {
  if (listingIds.length === 0) return;
  await db
    .deleteFrom('cart_items')
    .where('owner', '=', owner)
    .where('listing_id', 'in', [...listingIds])
    .execute();
}

/** Gives one owner's lines to another; where both have a listing, the larger quantity stays. */
export async function moveCart(trx: SalesTransaction, from: string, to: string): Promise<void> {
  const [theirs, own] = [await readCart(trx, from), await readCart(trx, to)];
  const known = new Map(own.map((row) => [row.listing_id, row.quantity]));
  for (const row of theirs.slice(0, Math.max(0, mostCartLines - own.length)))
    await writeCartItem(trx, {
      owner: to,
      listingId: row.listing_id,
      quantity: Math.max(row.quantity, known.get(row.listing_id) ?? 0),
      priceMinor: row.price_minor,
    });
  await trx.deleteFrom('cart_items').where('owner', '=', from).execute();
}

/** Forgets visitors' carts that nobody has touched for long. */
export async function deleteOldCarts(db: SalesDb, before: number): Promise<void> {
  await db.deleteFrom('cart_items').where('owner', 'like', 'visitor:%').where('added_at', '<', before).execute();
}
