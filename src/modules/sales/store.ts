import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely';
import { forUpdate, nowOf } from '../../platform/db/index.ts';
import type { SalesContext } from './context.ts';
import type { OrderStatus } from './door.ts';
import type { OrderItemsTable, PurchasesTable, SalesTables, SellerOrdersTable } from './tables.ts';

export type SalesDb = Kysely<SalesTables>;
export type SalesTransaction = Transaction<SalesTables>;
export type PurchaseRow = Selectable<PurchasesTable>;
export type OrderRow = Selectable<SellerOrdersTable>;
export type ItemRow = Selectable<OrderItemsTable>;

const mostOrders = 100;
const mostItems = 1_000;

export async function insertPurchase(
  trx: SalesTransaction,
  purchase: Omit<Insertable<PurchasesTable>, 'created_at' | 'updated_at'>,
  orders: readonly Omit<Insertable<SellerOrdersTable>, 'created_at' | 'updated_at'>[],
  items: readonly Insertable<OrderItemsTable>[],
): Promise<void> {
  const at = nowOf(trx) as never;
  await trx
    .insertInto('purchases')
    .values({ ...purchase, created_at: at, updated_at: at })
    .execute();
  await trx
    .insertInto('seller_orders')
    .values(orders.map((order) => ({ ...order, created_at: at, updated_at: at })))
    .execute();
  await trx
    .insertInto('order_items')
    .values([...items])
    .execute();
}

export function findPurchase(db: SalesDb, id: string): Promise<PurchaseRow | undefined> {
  return db.selectFrom('purchases').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockPurchase(trx: SalesTransaction, id: string): Promise<PurchaseRow | undefined> {
  return forUpdate(trx, trx.selectFrom('purchases').selectAll().where('id', '=', id)).executeTakeFirst();
}

export async function updatePurchase(trx: SalesDb, id: string, set: Updateable<PurchasesTable>): Promise<void> {
  await trx
    .updateTable('purchases')
    .set({ ...set, updated_at: nowOf(trx) as never })
    .where('id', '=', id)
    .execute();
}

export async function updateOrders(
  trx: SalesDb,
  ids: readonly string[],
  set: Updateable<SellerOrdersTable>,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('seller_orders')
    .set({ ...set, updated_at: nowOf(trx) as never })
    .where('id', 'in', [...ids])
    .execute();
}

export function findOrder(db: SalesDb, id: string): Promise<OrderRow | undefined> {
  return db.selectFrom('seller_orders').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Locks an order by way of its purchase, which is always locked first. */
export async function lockOrder(
  trx: SalesTransaction,
  id: string,
): Promise<{ order: OrderRow; purchase: PurchaseRow } | undefined> {
  const found = await findOrder(trx, id);
  const purchase = found && (await lockPurchase(trx, found.purchase_id));
  const order = await forUpdate(
    trx,
    trx.selectFrom('seller_orders').selectAll().where('id', '=', id),
  ).executeTakeFirst();
  return order && purchase ? { order, purchase } : undefined;
}

export function readOrdersOf(db: SalesDb, purchaseIds: readonly string[]): Promise<OrderRow[]> {
  if (purchaseIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('seller_orders')
    .selectAll()
    .where('purchase_id', 'in', [...purchaseIds])
    .orderBy('id')
    .limit(mostOrders * purchaseIds.length)
    .execute();
}

export function lockOrdersOf(trx: SalesTransaction, purchaseId: string): Promise<OrderRow[]> {
  return forUpdate(
    trx,
    trx.selectFrom('seller_orders').selectAll().where('purchase_id', '=', purchaseId).orderBy('id').limit(mostOrders),
  ).execute();
}

export function readItems(db: SalesDb, orderIds: readonly string[]): Promise<ItemRow[]> {
  if (orderIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('order_items')
    .selectAll()
    .where('order_id', 'in', [...orderIds])
    .orderBy('order_id')
    .orderBy('listing_id')
    .limit(mostItems)
    .execute();
}

export function readPurchases(db: SalesDb, ids: readonly string[]): Promise<PurchaseRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('purchases')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** A buyer's purchases, newest first; those that never got their hold are left out. */
export function readPurchasePage(
  db: SalesDb,
  input: { buyerId: string; before?: string | undefined; limit: number },
): Promise<PurchaseRow[]> {
  return db
    .selectFrom('purchases')
    .selectAll()
    .where('buyer_id', '=', input.buyerId)
    .where('state', '=', 'placed')
    .$if(input.before !== undefined, (query) => query.where('id', '<', input.before ?? ''))
    .orderBy('id', 'desc')
    .limit(input.limit)
    .execute();
}

export function readOrderPage(
  db: SalesDb,
  input: {
    sellerId?: string | undefined;
    status?: readonly OrderStatus[] | undefined;
    before?: string | undefined;
    limit: number;
  },
): Promise<OrderRow[]> {
  return db
    .selectFrom('seller_orders')
    .selectAll()
    .$if(input.sellerId !== undefined, (query) => query.where('seller_id', '=', input.sellerId ?? ''))
    .$if(input.status !== undefined, (query) => query.where('status', 'in', [...(input.status ?? [])]))
    .$if(input.before !== undefined, (query) => query.where('id', '<', input.before ?? ''))
    .orderBy('id', 'desc')
    .limit(input.limit)
    .execute();
}

export async function countOrdersByStatus(
  db: SalesDb,
  sellerId: string,
): Promise<Partial<Record<OrderStatus, number>>> {
  const rows = await db
    .selectFrom('seller_orders')
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .where('seller_id', '=', sellerId)
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

/** Purchases whose hold has run out by the database's clock and that nobody has settled. */
export async function readLapsedPurchases(context: SalesContext, limit: number): Promise<string[]> {
  const rows = await context.db.query
    .selectFrom('purchases')
    .select('id')
    .where('awaiting', '=', 1)
    .where('hold_expires_at', '<', context.db.now)
    .orderBy('hold_expires_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export async function readOrdersToComplete(
  context: SalesContext,
  status: OrderStatus,
  limit: number,
): Promise<string[]> {
  const rows = await context.db.query
    .selectFrom('seller_orders')
    .select('id')
    .where('status', '=', status)
    .where('completes_at', '<', context.db.now)
    .orderBy('completes_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
