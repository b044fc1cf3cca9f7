import { newId } from '../../../platform/ids.ts';
import { confirmation } from '../../components/confirmation.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { attempt } from './fulfil-sale.ts';
import { ownSale } from './show-sale.ts';

/** Asks once before the buyer's money goes back. */
export const showSaleCancellation: PageHandler = async (request) => {
  const { ctx } = request;
  const order = await ownSale(request);
  if (!order.actions.includes('cancel')) return { redirect: paths.sale(order.id) };
  const { selling } = ctx.t;
  const text = selling.cancelText(order.buyer.name, formatMoney(ctx, order.totalMinor));
  return {
    page: question(ctx, {
      title: selling.cancelTitle,
      text,
      label: selling.cancelButton,
      action: paths.saleCancellation(order.id),
      orderId: order.id,
    }),
  };
};

export const cancelSale: PageHandler = (request) =>
  attempt(request, async (command) => {
    await request.doors.sales.cancelSale(command);
    return 'sale_cancelled';
  });

/** Asks once before the copies are for sale again and, where that was not done yet, the money goes back. */
export const showSaleReturn: PageHandler = async (request) => {
  const { ctx } = request;
  const order = await ownSale(request);
  if (!order.actions.includes('record_return')) return { redirect: paths.sale(order.id) };
  const { selling } = ctx.t;
  const text =
    order.status === 'refunded'
      ? selling.returnTextRefunded
      : selling.returnText(order.buyer.name, formatMoney(ctx, order.totalMinor));
  return {
    page: question(ctx, {
      title: selling.returnTitle,
      text,
      label: selling.returnButton,
      action: paths.saleReturn(order.id),
      orderId: order.id,
    }),
  };
};

export const recordReturn: PageHandler = (request) =>
  attempt(request, async (command) => {
    await request.doors.sales.recordReturn(command);
    return 'return_recorded';
  });

function question(
  ctx: PageContext,
  {
    title,
    text,
    label,
    action,
    orderId,
  }: { title: string; text: string; label: string; action: string; orderId: string },
): Page {
  const body = confirmation(ctx, {
    title,
    text,
    label,
    action: ctx.url(action),
    hidden: { key: newId() },
    backHref: ctx.url(paths.sale(orderId)),
  });
  return { title, robots: 'noindex', body };
}
