import { idCursor, pageOf, readIdCursor } from '../../platform/cursor.ts';
import type { Migrations } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { type ClaimedItem, Queue } from '../../platform/queue/index.ts';
import { cancelPurchase } from './cancel-purchase.ts';
import { cancelSale } from './cancel-sale.ts';
import { ownerKey } from './cart.ts';
import { claimGuestPurchases } from './claim-guest-purchases.ts';
import { composeMail, type MailPayload } from './compose-mail.ts';
import { confirmReceipt } from './confirm-receipt.ts';
import type { MailType, SalesContext, SalesJobs } from './context.ts';
import { disputeOrder } from './dispute-order.ts';
import type { Sales } from './door.ts';
import { getOwnOrder, getOwnPurchase, getOwnSale } from './find-buyer.ts';
import { followUp } from './follow-up.ts';
import { getCart } from './get-cart.ts';
import { handOver } from './hand-over.ts';
import { listReviews, seedReviews } from './list-reviews.ts';
import { mergeCart } from './merge-cart.ts';
import { initial } from './migrations/0001-initial.ts';
import { payPurchase } from './pay-purchase.ts';
import { placeOrder } from './place-order.ts';
import { putInCart } from './put-in-cart.ts';
import { recordReturn } from './record-return.ts';
import { resolveOrder } from './resolve-order.ts';
import { reviewOrder } from './review-order.ts';
import { settlePayment } from './settle-payment.ts';
import { shipOrder } from './ship-order.ts';
import {
  countOrdersByStatus,
  findOrder,
  findPurchase,
  type OrderRow,
  readOrderPage,
  readPurchasePage,
} from './store.ts';
import { countCopies } from './store-cart.ts';
import { auditSales, readFigures } from './store-figures.ts';
import { completeOrders, expirePurchases, forgetOldCarts, resumeUnfinished } from './sweep.ts';
import { type Viewer, viewOrders, viewPurchases } from './view.ts';

export type { MailType } from './context.ts';
export type * from './door.ts';
export type { SalesTables } from './tables.ts';
export { salesVerbs } from './verbs.ts';

export const salesMigrations: Migrations = { '0001-initial': initial };

export interface SalesDeps extends Omit<SalesContext, 'outbox'> {
  /** Hands a mail to messaging, deduplicated there by the event's id. */
  notify: (eventId: string, mail: MailType, payload: MailPayload) => Promise<void>;
}

export interface SalesModule {
  door: Sales;
  outbox: Queue<SalesJobs>;
  /** Does this module's own jobs; answers false for an event, which is for others. */
  work: (item: ClaimedItem) => Promise<boolean>;
}

export function createSales({ notify, ...deps }: SalesDeps): SalesModule {
  const outbox = new Queue<SalesJobs>(deps.db, 'sales_outbox');
  const context: SalesContext = { ...deps, outbox };
  return { door: doorOf(context), outbox, work: (item) => work(context, notify, item) };
}

async function work(context: SalesContext, notify: SalesDeps['notify'], item: ClaimedItem): Promise<boolean> {
  if (item.kind === 'job.follow_up') {
    await followUp(context, (item.payload as SalesJobs['job.follow_up']).orderId);
    return true;
  }
  if (item.kind !== 'job.mail') return false;
  const job = item.payload as SalesJobs['job.mail'];
  const payload = await composeMail(context, job);
  if (payload) await notify(item.id, job.mail, payload);
  return true;
}

function doorOf(context: SalesContext): Sales {
  return {
    ...buyingOf(context),
    ...sellingOf(context),
    ...administrationOf(context),
    settlePayment: (input) => settlePayment(context, input),
    expirePurchases: () => expirePurchases(context),
    completeOrders: () => completeOrders(context),
    resumeUnfinished: () => resumeUnfinished(context),
    forgetOldCarts: () => forgetOldCarts(context),
    announceRefund: (input) => announceRefund(context, input),
    audit: () => auditSales(context),
  };
}

type Buying =
  | 'getCart'
  | 'countCart'
  | 'putInCart'
  | 'mergeCart'
  | 'placeOrder'
  | 'payPurchase'
  | 'listPurchases'
  | 'getPurchase'
  | 'cancelPurchase'
  | 'getOrderOfBuyer'
  | 'confirmReceipt'
  | 'disputeOrder'
  | 'reviewOrder'
  | 'claimGuestPurchases';

function buyingOf(context: SalesContext): Pick<Sales, Buying> {
  return {
    getCart: (input) => getCart(context, input),
    countCart: ({ owner }) => countCopies(context.db.query, ownerKey(owner)),
    putInCart: (input) => putInCart(context, input),
    mergeCart: (input) => mergeCart(context, input),
    placeOrder: (input) => placeOrder(context, input),
    payPurchase: (input) => payPurchase(context, input),
    listPurchases: async ({ accountId, cursor, limit }) => {
      const rows = await readPurchasePage(context.db.query, {
        buyerId: accountId,
        before: readIdCursor(cursor),
        limit: limit + 1,
      });
      const { items, nextCursor } = pageOf(rows, limit, (row) => idCursor(row.id));
      return { items: await viewPurchases(context, items), nextCursor };
    },
    getPurchase: async ({ buyer, purchaseId }) =>
      one(await viewPurchases(context, [await getOwnPurchase(context, buyer, purchaseId)]), 'purchase'),
    cancelPurchase: (input) => cancelPurchase(context, input),
    getOrderOfBuyer: async ({ buyer, orderId }) =>
      one(await viewOrders(context, [await getOwnOrder(context, buyer, orderId)], 'buyer'), 'order'),
    confirmReceipt: (input) => confirmReceipt(context, input),
    disputeOrder: (input) => disputeOrder(context, input),
    reviewOrder: (input) => reviewOrder(context, input),
    claimGuestPurchases: (input) => claimGuestPurchases(context, input),
  };
}

type Selling =
  | 'listSales'
  | 'getSale'
  | 'countSales'
  | 'shipOrder'
  | 'handOver'
  | 'cancelSale'
  | 'recordReturn'
  | 'listReviews'
  | 'seedReviews';

function sellingOf(context: SalesContext): Pick<Sales, Selling> {
  return {
    listSales: ({ sellerId, status, cursor, limit }) =>
      orderPage(context, { sellerId, status, cursor, limit }, 'seller'),
    getSale: async ({ sellerId, orderId }) =>
      one(await viewOrders(context, [await getOwnSale(context, sellerId, orderId)], 'seller'), 'order'),
    countSales: ({ sellerId }) => countOrdersByStatus(context.db.query, sellerId),
    shipOrder: (input) => shipOrder(context, input),
    handOver: (input) => handOver(context, input),
    cancelSale: (input) => cancelSale(context, input),
    recordReturn: (input) => recordReturn(context, input),
    listReviews: (input) => listReviews(context, input),
    seedReviews: (input) => seedReviews(context, input),
  };
}

function administrationOf(
  context: SalesContext,
): Pick<Sales, 'listOrders' | 'getOrderAsAdministrator' | 'resolveOrder' | 'figures'> {
  return {
    listOrders: ({ status, cursor, limit }) =>
      orderPage(context, { status: status === undefined ? undefined : [status], cursor, limit }, 'administrator'),
    getOrderAsAdministrator: async ({ orderId }) => {
      const row = await findOrder(context.db.query, orderId);
      const purchase = row && (await findPurchase(context.db.query, row.purchase_id));
      if (!row || !purchase) throw notFound('order');
      const order = one(await viewOrders(context, [row], 'administrator', [purchase]), 'order');
      return { order, dispute: row.dispute, purchase: one(await viewPurchases(context, [purchase]), 'purchase') };
    },
    resolveOrder: (input) => resolveOrder(context, input),
    figures: () => readFigures(context),
  };
}

async function orderPage(
  context: SalesContext,
  input: { sellerId?: string; status?: OrderRow['status'][] | undefined; cursor?: string | undefined; limit: number },
  viewer: Viewer,
) {
  const rows = await readOrderPage(context.db.query, {
    sellerId: input.sellerId,
    status: input.status,
    before: readIdCursor(input.cursor),
    limit: input.limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, input.limit, (row) => idCursor(row.id));
  return { items: await viewOrders(context, items, viewer), nextCursor };
}

function one<T>(items: readonly T[], what: string): T {
  const [item] = items;
  if (item === undefined) throw notFound(what);
  return item;
}

async function announceRefund(
  context: SalesContext,
  input: { eventId: string; purchaseId: string; amountMinor: number },
): Promise<void> {
  await context.outbox.add(context.db.query, [
    {
      kind: 'job.mail',
      payload: { mail: 'order.refunded', purchaseId: input.purchaseId, amountMinor: input.amountMinor },
      key: `refunded:${input.eventId}`,
    },
  ]);
}
