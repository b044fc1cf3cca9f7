import type { OrderStatus, SellerOrder } from '../../../modules/sales/index.ts';
import { dataTable } from '../../components/data-table.ts';
import { orderStatus } from '../../components/order-status.ts';
import { pagination } from '../../components/pagination.ts';
import { tabs } from '../../components/tabs.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDate, formatMoney } from '../../messages/formats.ts';
import type { PageHandler } from '../../route.ts';
import { adminPage, asked, nextHref, orNothing, pageLimit, sectionPath } from './frame.ts';

const statuses: readonly OrderStatus[] = [
  'disputed',
  'paid',
  'ready_for_pickup',
  'shipped',
  'delivered',
  'completed',
  'refunded',
  'awaiting_payment',
  'cancelled',
  'expired',
];

/** Seller orders by status, newest first. */
export const listOrders: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const status = statuses.find((each) => each === asked(request, 'status'));
  const found = await doors.sales.listOrders({ status, cursor: asked(request, 'cursor'), limit: pageLimit });
  const table = orNothing(ctx, found.items, () => ordersTable(ctx, found.items));
  const next = nextHref(ctx, 'orders', { status }, found.nextCursor);
  return { page: adminPage(ctx, 'orders', html`${statusTabs(ctx, status)}${table}${pagination(ctx, { next })}`) };
};

function statusTabs(ctx: PageContext, current: OrderStatus | undefined): Html {
  const { admin, orders } = ctx.t;
  const all = { label: admin.all, href: ctx.url(sectionPath('orders')), current: current === undefined };
  return tabs(ctx, admin.state, [
    all,
    ...statuses.map((status) => ({
      label: orders.statuses[status],
      href: ctx.url(`${sectionPath('orders')}?status=${status}`),
      current: status === current,
    })),
  ]);
}

function ordersTable(ctx: PageContext, orders: readonly SellerOrder[]): Html {
  const { admin } = ctx.t;
  return dataTable({
    caption: admin.sections.orders,
    columns: [
      { label: admin.order },
      { label: admin.date },
      { label: admin.seller },
      { label: admin.buyer },
      { label: admin.total, kind: 'number' },
      { label: admin.state },
    ],
    rows: orders.map((order) => [
      html`<a href="${ctx.url(`${sectionPath('orders')}/${order.id}`)}">${order.items[0]?.title ?? order.id}</a>`,
      formatDate(ctx, order.createdAt),
      order.seller.name,
      order.buyer.name,
      formatMoney(ctx, order.totalMinor),
      orderStatus(ctx, order.status),
    ]),
  });
}
