import { linkButton } from '../../components/button.ts';
import { panel } from '../../components/panel.ts';
import { statTiles } from '../../components/stat-tiles.ts';
import { todoCard } from '../../components/todo-card.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney, formatNumber } from '../../messages/formats.ts';
import type { PageHandler, PageRequest } from '../../route.ts';
import { adminPage, sectionPath } from './frame.ts';

const mostCounted = 100;

type Figures = Awaited<ReturnType<typeof readFigures>>;

async function readFigures({ doors }: PageRequest) {
  const [accounts, listings, sales, refunds, pending, index] = await Promise.all([
    doors.accounts.countAccounts(),
    doors.catalogue.countListings(),
    doors.sales.figures(),
    doors.payments.listPayments({ status: 'refund_due', limit: mostCounted }),
    doors.payments.listPayments({ status: 'pending', limit: mostCounted }),
    doors.catalogue.indexState(),
  ]);
  return {
    accounts,
    listings,
    sales,
    index,
    refundsDue: refunds.items.length,
    transfers: pending.items.filter((payment) => payment.method === 'bank_transfer').length,
  };
}

/** The shop in figures, and what waits for an administrator. */
export const showFigures: PageHandler = async (request) => {
  const figures = await readFigures(request);
  return {
    page: adminPage(request.ctx, 'figures', html`${todos(request.ctx, figures)}${tiles(request.ctx, figures)}`),
  };
};

function todos(ctx: PageContext, { sales, refundsDue, transfers }: Figures): Html {
  const { admin } = ctx.t;
  const cards = [
    {
      count: sales.disputed,
      title: admin.todoDisputes(sales.disputed),
      href: ctx.url(`${sectionPath('orders')}?status=disputed`),
    },
    {
      count: refundsDue,
      title: admin.todoRefunds(refundsDue),
      href: ctx.url(`${sectionPath('payments')}?status=refund_due`),
    },
    {
      count: transfers,
      title: admin.todoTransfers(transfers),
      href: ctx.url(`${sectionPath('payments')}?status=pending`),
    },
  ].filter((card) => card.count > 0);
  const body =
    cards.length === 0
      ? html`<p>${admin.nothingToDo}</p>`
      : html`<div class="todos">${cards.map(({ title, href }) => todoCard({ title, actions: linkButton(admin.look, href, { kind: 'primary' }) }))}</div>`;
  return panel({ title: admin.todo, body });
}

function tiles(ctx: PageContext, { accounts, listings, sales, index }: Figures): Html {
  const { figures } = ctx.t.admin;
  const number = (value: number): string => formatNumber(ctx, value);
  return statTiles([
    { label: figures.accounts, value: number(accounts.accounts), href: ctx.url(sectionPath('accounts')) },
    { label: figures.suspended, value: number(accounts.suspended) },
    { label: figures.listings, value: number(listings.total), href: ctx.url(sectionPath('listings')) },
    { label: figures.active, value: number(listings.active) },
    { label: figures.held, value: number(listings.heldCopies) },
    { label: figures.purchases, value: number(sales.purchases) },
    { label: figures.paidOrders, value: number(sales.paidOrders), href: ctx.url(sectionPath('orders')) },
    { label: figures.disputed, value: number(sales.disputed) },
    { label: figures.sold, value: formatMoney(ctx, sales.soldCopiesMinor) },
    { label: figures.index, value: number(index.listings), note: figures.indexBehind(number(index.behindMs)) },
  ]);
}
