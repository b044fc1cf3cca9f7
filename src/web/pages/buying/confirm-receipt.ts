import { newId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { keyOf } from './form-values.ts';
import { findOwnPurchase, orderOf } from './own-purchase.ts';

/** The book is in its buyer's hands: the money goes to the seller. */
export const confirmReceipt: PageHandler = async (request): Promise<PageAnswer> => {
  const { purchase, buyer } = await findOwnPurchase(request);
  const order = orderOf(request, purchase);
  await request.doors.sales.confirmReceipt({ buyer, orderId: order.id, idempotencyKey: keyOf(request.body, newId()) });
  return { redirect: paths.purchase(purchase.id), done: 'receipt_confirmed' };
};
