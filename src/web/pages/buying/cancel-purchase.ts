import type { Purchase } from '../../../modules/sales/index.ts';
import { newId } from '../../../platform/ids.ts';
import { confirmation } from '../../components/confirmation.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { keyOf } from './form-values.ts';
import { findOwnPurchase } from './own-purchase.ts';
import { mayCancel } from './purchase-page.ts';

/** Asks once; a purchase with nothing left to cancel leads to its page. */
export const showCancellation: PageHandler = async (request): Promise<PageAnswer> => {
  const { purchase } = await findOwnPurchase(request);
  if (!mayCancel(purchase)) return { redirect: paths.purchase(purchase.id) };
  return { page: cancellationPage(request.ctx, purchase) };
};

export const cancelPurchase: PageHandler = async (request): Promise<PageAnswer> => {
  const { purchase, buyer } = await findOwnPurchase(request);
  const idempotencyKey = keyOf(request.body, newId());
  await request.doors.sales.cancelPurchase({ buyer, purchaseId: purchase.id, idempotencyKey });
  return { redirect: paths.purchase(purchase.id), done: 'purchase_cancelled' };
};

function cancellationPage(ctx: PageContext, purchase: Purchase): Page {
  const { orders } = ctx.t;
  const open = purchase.sellerOrders.filter((order) => order.actions.includes('cancel'));
  const backMinor = open.filter((order) => order.paidAt !== null).reduce((sum, order) => sum + order.totalMinor, 0);
  const text = backMinor > 0 ? orders.cancelPaid(formatMoney(ctx, backMinor)) : orders.cancelUnpaid;
  const some = open.length < purchase.sellerOrders.length ? ` ${orders.cancelSome}` : '';
  const body = confirmation(ctx, {
    title: orders.cancelTitle,
    text: text + some,
    action: ctx.url(paths.cancellation(purchase.id)),
    label: orders.cancelYes,
    hidden: { key: newId() },
    backHref: ctx.url(paths.purchase(purchase.id)),
    backLabel: orders.cancelNo,
  });
  return { title: orders.cancelTitle, robots: 'noindex', body };
}
