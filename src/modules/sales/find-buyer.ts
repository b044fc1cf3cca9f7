import { createHash, timingSafeEqual } from 'node:crypto';
import { notFound } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import type { SalesContext } from './context.ts';
import type { Buyer } from './door.ts';
import { findOrder, findPurchase, type OrderRow, type PurchaseRow } from './store.ts';

/** A purchase that is the buyer's own; another's is not there. Errors: `purchase.not_found` 404. */
export async function getOwnPurchase(context: SalesContext, buyer: Buyer, purchaseId: string): Promise<PurchaseRow> {
  const row = isId(purchaseId) ? await findPurchase(context.db.query, purchaseId) : undefined;
  if (row?.state !== 'placed' || !isOwn(row, buyer)) throw notFound('purchase');
  return row;
}

/** Errors: `order.not_found` 404. */
export async function getOwnOrder(context: SalesContext, buyer: Buyer, orderId: string): Promise<OrderRow> {
  const order = isId(orderId) ? await findOrder(context.db.query, orderId) : undefined;
  const purchase = order && (await findPurchase(context.db.query, order.purchase_id));
  if (!order || purchase?.state !== 'placed' || !isOwn(purchase, buyer)) throw notFound('order');
  return order;
}

/** Errors: `order.not_found` 404. */
export async function getOwnSale(context: SalesContext, sellerId: string, orderId: string): Promise<OrderRow> {
  const order = isId(orderId) ? await findOrder(context.db.query, orderId) : undefined;
  if (order?.seller_id !== sellerId) throw notFound('order');
  return order;
}

function isOwn(purchase: PurchaseRow, buyer: Buyer): boolean {
  if ('accountId' in buyer) return purchase.buyer_id === buyer.accountId;
  if (purchase.guest_token_hash === null || purchase.buyer_id !== null) return false;
  const given = createHash('sha256').update(buyer.guestToken).digest();
  return timingSafeEqual(given, Buffer.from(purchase.guest_token_hash, 'hex'));
}

/** Who repeats a command: commands are kept by actor. */
export const actorOf = (buyer: Buyer): string => ('accountId' in buyer ? buyer.accountId : `guest ${buyer.guestToken}`);
