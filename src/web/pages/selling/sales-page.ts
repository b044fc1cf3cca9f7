import type { OrderStatus, SellerOrder } from '../../../modules/sales/index.ts';
import { linkButton } from '../../components/button.ts';
import { dataTable } from '../../components/data-table.ts';
import { emptyState } from '../../components/empty-state.ts';
import { orderStatus } from '../../components/order-status.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { ownTabs, tabs } from '../../components/tabs.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatDate, formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { orderTitle } from './order-title.ts';
import { saleCard } from './sale-card.ts';

/** Which orders each tab shows; none named: all of them. */
export const tabStatuses = {
  todo: ['paid', 'ready_for_pickup'],
  underway: ['shipped', 'delivered', 'disputed'],
  done: ['completed'],
  ended: ['cancelled', 'expired', 'refunded'],
  all: undefined,
} as const satisfies Readonly<Record<string, readonly OrderStatus[] | undefined>>;

export type SalesTab = keyof typeof tabStatuses;

export const salesTabs = Object.keys(tabStatuses) as SalesTab[];

export interface SalesList {
  readonly tab: SalesTab;
  readonly counts: Partial<Record<OrderStatus, number>>;
  readonly orders: readonly SellerOrder[];
  /** What the seller gets for each, by order. */
  readonly payouts: ReadonlyMap<string, number>;
  readonly next: string | null;
  readonly later: boolean;
  readonly now: number;
  /** A fresh idempotency key for each form. */
  readonly newKey: () => string;
}

/** What I sold: first what is to be done about it, one card each. */
export function salesPage(ctx: PageContext, sales: SalesList): Page {
  const { selling } = ctx.t;
  const money = linkButton(selling.moneyLink, ctx.url(paths.money));
  return {
    title: selling.title,
    robots: 'noindex',
    wide: true,
    body: html`${ownTabs(ctx, 'sales')}${pageHeading({ title: selling.title, actions: money })}${tabs(ctx, selling.tabs, statusTabs(ctx, sales))}${orders(ctx, sales)}`,
  };
}

export const salesAddress = (tab: SalesTab, cursor?: string): string =>
  tab === 'todo' && cursor === undefined
    ? paths.sales
    : `${paths.sales}?${new URLSearchParams({ tab, ...(cursor === undefined ? {} : { cursor }) }).toString()}`;

function statusTabs(ctx: PageContext, { tab: current, counts }: SalesList) {
  const { selling } = ctx.t;
  const countOf = (tab: SalesTab): number =>
    (tabStatuses[tab] ?? (Object.keys(counts) as OrderStatus[])).reduce(
      (sum: number, status) => sum + (counts[status] ?? 0),
      0,
    );
  return salesTabs.map((tab) => ({
    label: selling.tab[tab],
    href: ctx.url(salesAddress(tab)),
    current: tab === current,
    count: countOf(tab),
  }));
}

function orders(ctx: PageContext, sales: SalesList): Html {
  const { tab, next, later } = sales;
  if (sales.orders.length === 0) return nothingHere(ctx, tab);
  const list =
    tab === 'todo'
      ? html`<div class="todos">${byUrgency(sales.orders).map((order) => saleCard(ctx, order, sales))}</div>`
      : orderTable(ctx, sales);
  const ways = pagination(ctx, {
    next: next === null ? null : ctx.url(salesAddress(tab, next)),
    first: later ? ctx.url(salesAddress(tab)) : null,
  });
  return html`${list}${ways}`;
}

const byUrgency = (list: readonly SellerOrder[]): SellerOrder[] =>
  list.toSorted((a, b) => (a.shipBy ?? Infinity) - (b.shipBy ?? Infinity));

function nothingHere(ctx: PageContext, tab: SalesTab): Html {
  const { selling, shell } = ctx.t;
  const actions = linkButton(shell.publish, ctx.url(paths.publish), { kind: 'primary', icon: 'add' });
  if (tab === 'todo') return emptyState({ title: selling.nothingTodoTitle, text: selling.nothingTodoText, actions });
  return emptyState({ title: selling.emptyTitle, text: selling.emptyText, actions });
}

function orderTable(ctx: PageContext, { orders: list, payouts }: SalesList): Html {
  const { selling } = ctx.t;
  const { columns } = selling;
  return dataTable({
    caption: selling.title,
    columns: [
      { label: columns.order },
      { label: columns.buyer },
      { label: columns.status },
      { label: columns.total, kind: 'number' },
      { label: columns.date },
    ],
    rows: list.map((order) => [
      html`<a href="${ctx.url(paths.sale(order.id))}">${orderTitle(ctx, order)}</a>`,
      order.buyer.name,
      orderStatus(ctx, order.status),
      payouts.has(order.id) ? formatMoney(ctx, payouts.get(order.id) ?? 0) : '—',
      formatDate(ctx, order.createdAt),
    ]),
  });
}
