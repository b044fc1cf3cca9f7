import type { SellerOrder } from '../../../modules/sales/index.ts';
import { newId } from '../../../platform/ids.ts';
import { linkButton } from '../../components/button.ts';
import { facts } from '../../components/facts.ts';
import { actionButton } from '../../components/form.ts';
import { orderLines } from '../../components/order-lines.ts';
import { orderStatus } from '../../components/order-status.ts';
import { panel } from '../../components/panel.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDateTime, formatMoney } from '../../messages/formats.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { keyOf } from '../buying/form-values.ts';
import { adminConfirmation, adminPage, record, sectionPath } from './frame.ts';

type Found = Awaited<ReturnType<PageRequest['doors']['sales']['getOrderAsAdministrator']>>;

const getOrder = ({ doors, params }: PageRequest): Promise<Found> =>
  doors.sales.getOrderAsAdministrator({ orderId: params.id ?? '' });

/** One order, with what its buyer says, its payments, and what can be decided. */
export const showOrder: PageHandler = async (request): Promise<PageAnswer> => {
  const { ctx } = request;
  const found = await getOrder(request);
  const { order, dispute } = found;
  const { admin } = ctx.t;
  const body = html`<p>${orderStatus(ctx, order.status)}</p>
${dispute === null ? nothing : panel({ title: admin.dispute, body: html`<p>${dispute}</p>` })}
${decision(ctx, order)}
${orderLines(
  ctx,
  order.items.map((item) => ({
    workId: item.workId,
    title: item.title,
    authors: item.authors,
    condition: item.condition,
    quantity: item.quantity,
    priceMinor: item.priceMinor,
  })),
)}
${facts(factsOf(ctx, found))}`;
  return { page: adminPage(ctx, 'orders', body, order.items[0]?.title ?? admin.order) };
};

function factsOf(ctx: PageContext, { order, purchase }: Found): [string, string | Html][] {
  const { admin, orders } = ctx.t;
  return [
    [admin.order, order.id],
    [admin.purchase, purchase.id],
    [admin.date, formatDateTime(ctx, order.createdAt)],
    [admin.seller, order.seller.name],
    [admin.buyer, order.buyer.name],
    [admin.sections.delivery, order.delivery.name],
    [orders.tracking, order.delivery.tracking ?? ''],
    [admin.total, formatMoney(ctx, order.totalMinor)],
    ...purchase.payments.map((payment): [string, string] => [
      admin.payment,
      `${orders.paymentStatuses[payment.status]} · ${formatMoney(ctx, payment.amountMinor)}`,
    ]),
  ];
}

function decision(ctx: PageContext, order: SellerOrder): Html {
  const { admin } = ctx.t;
  if (order.status !== 'disputed' && order.status !== 'completed') return nothing;
  const place = ctx.url(`${sectionPath('orders')}/${order.id}/resolution`);
  const complete =
    order.status === 'disputed'
      ? actionButton(ctx, place, { label: admin.complete, kind: 'primary' }, { outcome: 'completed', key: newId() })
      : nothing;
  return panel({
    title: admin.decide,
    body: html`<p>${order.status === 'disputed' ? admin.decideText : ''}</p><div class="actions">${complete}${linkButton(admin.refund, place, { kind: 'danger' })}</div>`,
  });
}

/** Asks once before the money goes back. */
export const showResolution: PageHandler = async (request): Promise<PageAnswer> => {
  const { ctx } = request;
  const { order } = await getOrder(request);
  const { admin } = ctx.t;
  const place = `${sectionPath('orders')}/${order.id}`;
  return {
    page: adminConfirmation(ctx, 'orders', {
      title: admin.refundTitle,
      text: formatMoney(ctx, order.totalMinor),
      action: ctx.url(`${place}/resolution`),
      label: admin.refund,
      hidden: { outcome: 'refunded', key: newId() },
      backHref: ctx.url(place),
    }),
  };
};

export const resolveOrder: PageHandler = async (request): Promise<PageAnswer> => {
  const { order } = await getOrder(request);
  const outcome = request.body.outcome === 'refunded' ? 'refunded' : 'completed';
  await request.doors.sales.resolveOrder({ orderId: order.id, outcome, idempotencyKey: keyOf(request.body, newId()) });
  await record(request, 'order.resolved', order.id, { outcome });
  return { redirect: `${sectionPath('orders')}/${order.id}`, done: 'order_resolved' };
};
