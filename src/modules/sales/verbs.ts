import { once, read, repeatable, type Verbs } from '../../platform/remote/verbs.ts';
import type { Sales } from './door.ts';

/** A command that itself calls other modules, which have deadlines of their own. */
const command = { ...repeatable, deadlineMs: 45_000 };
const look = { ...read, deadlineMs: 10_000 };

/** How each verb of sales is called from another process. Every command has its idempotency key. */
export const salesVerbs: Verbs<Sales> = {
  getCart: look,
  countCart: look,
  putInCart: repeatable,
  mergeCart: once,
  placeOrder: command,
  payPurchase: command,
  settlePayment: command,
  announceRefund: repeatable,
  listPurchases: look,
  getPurchase: look,
  cancelPurchase: command,
  listSales: look,
  getSale: look,
  countSales: look,
  shipOrder: command,
  handOver: command,
  cancelSale: command,
  recordReturn: command,
  getOrderOfBuyer: look,
  confirmReceipt: command,
  disputeOrder: command,
  reviewOrder: command,
  listReviews: look,
  claimGuestPurchases: repeatable,
  expirePurchases: command,
  completeOrders: command,
  resumeUnfinished: command,
  forgetOldCarts: repeatable,
  listOrders: look,
  getOrderAsAdministrator: look,
  resolveOrder: command,
  figures: look,
  seedReviews: once,
  audit: { ...read, deadlineMs: 120_000 },
};
