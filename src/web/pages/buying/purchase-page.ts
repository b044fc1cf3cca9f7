import type { Purchase } from '../../../modules/sales/index.ts';
import { totals } from '../../components/facts.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel, withAside } from '../../components/panel.ts';
import { ownTabs } from '../../components/tabs.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatDate, formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { addressLines } from './address-lines.ts';
import { moneyNotes } from './money-notes.ts';
import { orderPanel } from './order-panel.ts';
import { situationOf } from './situation.ts';
import { situationPanel } from './situation-panel.ts';

/** One purchase: what it waits for, where each seller's part is, and the money. `keys` by order, for its commands. */
export function purchasePage(ctx: PageContext, purchase: Purchase, now: number, newKey: () => string): Page {
  const { orders } = ctx.t;
  const title = orders.purchaseOf(formatDate(ctx, purchase.createdAt));
  const situation = situationOf(purchase, now);
  const parts = purchase.sellerOrders.map((order) => orderPanel(ctx, purchase, order, newKey()));
  const main = html`<div class="stack">${situationPanel(ctx, purchase, situation, now)}${parts}</div>`;
  return {
    title,
    robots: 'noindex',
    wide: true,
    body: html`${ctx.viewer && !purchase.guest ? ownTabs(ctx, 'purchases') : nothing}${pageHeading({ title })}${withAside(main, aside(ctx, purchase))}`,
  };
}

function aside(ctx: PageContext, purchase: Purchase): Html {
  const { orders } = ctx.t;
  const guest = purchase.guest
    ? panel({ tone: 'sunken', body: html`<p>${orders.guestNote(purchase.email)}</p>` })
    : nothing;
  const cancel = mayCancel(purchase)
    ? html`<p><a href="${ctx.url(paths.cancellation(purchase.id))}">${orders.cancelPurchase}</a></p>`
    : nothing;
  const address = purchase.sellerOrders[0]?.address;
  const place = address ? panel({ title: orders.sendTo, body: addressLines(ctx, address) }) : nothing;
  return html`${panel({ title: orders.money, body: html`${sums(ctx, purchase)}${moneyNotes(ctx, purchase)}${cancel}` })}${place}${guest}`;
}

export const mayCancel = (purchase: Purchase): boolean =>
  purchase.sellerOrders.some((order) => order.actions.includes('cancel'));

function sums(ctx: PageContext, purchase: Purchase): Html {
  const { orders } = ctx.t;
  const copiesMinor = purchase.sellerOrders.reduce((sum, order) => sum + order.copiesMinor, 0);
  return totals(
    [
      [orders.books, formatMoney(ctx, copiesMinor)],
      [orders.delivery, formatMoney(ctx, purchase.totalMinor - copiesMinor)],
    ],
    [orders.total, formatMoney(ctx, purchase.totalMinor)],
  );
}
