import type { Page as PageOf } from '../../../modules/accounts/index.ts';
import type { Purchase } from '../../../modules/sales/index.ts';
import { bookPicture } from '../../components/book-picture.ts';
import { linkButton } from '../../components/button.ts';
import { emptyState } from '../../components/empty-state.ts';
import { orderStatus } from '../../components/order-status.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { ownTabs } from '../../components/tabs.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatDate, formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { smallPhoto } from './cart-line.ts';
import { situationOf } from './situation.ts';

/** What a member has bought, newest first, each with what there is to do. */
export function purchasesPage(ctx: PageContext, found: PageOf<Purchase>, now: number): Page {
  const { orders } = ctx.t;
  const list = html`<ul class="purchase-list">${found.items.map((purchase) => purchaseItem(ctx, purchase, now))}</ul>`;
  const more =
    found.nextCursor === null
      ? nothing
      : html`<p>${linkButton(orders.more, ctx.url(`${paths.purchases}?cursor=${encodeURIComponent(found.nextCursor)}`))}</p>`;
  return {
    title: orders.listTitle,
    robots: 'noindex',
    wide: true,
    body: html`${ownTabs(ctx, 'purchases')}${pageHeading({ title: orders.listTitle })}${found.items.length === 0 ? empty(ctx) : list}${more}`,
  };
}

function empty(ctx: PageContext): Html {
  const { orders } = ctx.t;
  const actions = linkButton(orders.listEmptyAction, ctx.url(paths.search), { kind: 'primary', icon: 'search' });
  return emptyState({ title: orders.listEmptyTitle, text: orders.listEmptyText, actions });
}

function purchaseItem(ctx: PageContext, purchase: Purchase, now: number): Html {
  const { orders } = ctx.t;
  const items = purchase.sellerOrders.flatMap((order) => order.items);
  const [first] = items;
  if (!first) return nothing;
  const href = ctx.url(paths.purchase(purchase.id));
  const others = items.length - 1;
  return html`<li>${bookPicture({ workId: first.workId, photo: smallPhoto(first.photoHash) }, '')}<div><p class="line-title"><a href="${href}">${first.title}</a>${others > 0 ? html` <small>${orders.andMore(others)}</small>` : nothing}</p><p class="line-detail">${orders.purchaseFrom(formatDate(ctx, purchase.createdAt), formatMoney(ctx, purchase.totalMinor))}</p><p>${orderStatus(ctx, purchase.status)}</p></div>${todo(ctx, purchase, now)}</li>`;
}

/** The one thing to do now, or else a way to look. */
function todo(ctx: PageContext, purchase: Purchase, now: number): Html {
  const { orders } = ctx.t;
  const actions = purchase.sellerOrders.flatMap((order) => order.actions);
  const own = ctx.url(paths.purchase(purchase.id));
  if (situationOf(purchase, now).is === 'to_pay')
    return linkButton(orders.pay(formatMoney(ctx, purchase.totalMinor)), ctx.url(paths.payment(purchase.id)), {
      kind: 'primary',
    });
  if (actions.includes('confirm_receipt')) return linkButton(orders.confirmReceipt, own, { kind: 'primary' });
  if (actions.includes('review')) return linkButton(orders.writeReview, own);
  return nothing;
}
