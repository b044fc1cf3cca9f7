import type { Purchase, SellerOrder } from '../../../modules/sales/index.ts';
import { linkButton } from '../../components/button.ts';
import { facts } from '../../components/facts.ts';
import { actionButton } from '../../components/form.ts';
import { orderLines } from '../../components/order-lines.ts';
import { orderStatus } from '../../components/order-status.ts';
import { stars } from '../../components/rating.ts';
import { timeline } from '../../components/timeline.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { orderLine } from './cart-line.ts';
import { nextOf, orderMoments } from './order-moments.ts';
import { reviewForm } from './review-page.ts';

/** What one seller sends: its books, where it is, and what its buyer can do now. `key` makes its commands repeatable. */
export function orderPanel(ctx: PageContext, purchase: Purchase, order: SellerOrder, key: string): Html {
  const { checkout } = ctx.t;
  const moneyCame = purchase.payments.some((payment) => payment.receivedMinor !== null);
  const head = html`<div class="section-head"><h2><a href="${ctx.url(paths.seller(order.seller.id))}">${checkout.soldBy(order.seller.name)}</a></h2>${orderStatus(ctx, order.status)}</div>`;
  const moments = orderMoments(ctx, order, html`${nextOf(ctx, order, moneyCame)}${handoverCode(order)}`);
  return html`<section class="panel" data-tone="raised">${head}${orderLines(
    ctx,
    order.items.map((item) => orderLine(ctx, item)),
  )}${delivery(ctx, order)}${timeline(ctx, moments)}${actions(ctx, purchase.id, order, key)}${review(ctx, purchase.id, order, key)}</section>`;
}

/** Said to the seller, and to nobody else, when they meet. */
function handoverCode(order: SellerOrder): Html {
  if (order.status !== 'ready_for_pickup' || order.handoverCode === null) return nothing;
  return html` <strong class="handover-code">${order.handoverCode}</strong>`;
}

function delivery(ctx: PageContext, { delivery: by, seller }: SellerOrder): Html {
  const { checkout, orders, book } = ctx.t;
  const pickup = by.coverage === 'pickup';
  return facts([
    [
      pickup ? orders.viaPickup : orders.via(by.name),
      by.costMinor === 0 ? checkout.free : formatMoney(ctx, by.costMinor),
    ],
    [book.city, pickup ? seller.city : null],
    [orders.tracking, by.tracking === null ? null : html`<code>${by.tracking}</code>`],
  ]);
}

function actions(ctx: PageContext, purchaseId: string, order: SellerOrder, key: string): Html {
  const { orders } = ctx.t;
  if (!order.actions.includes('confirm_receipt')) return nothing;
  const receipt = actionButton(
    ctx,
    ctx.url(paths.receipt(purchaseId, order.id)),
    { label: orders.confirmReceipt, kind: 'primary', icon: 'check' },
    { key },
  );
  const dispute = order.actions.includes('dispute')
    ? linkButton(orders.dispute, ctx.url(paths.dispute(purchaseId, order.id)), { kind: 'quiet' })
    : nothing;
  return html`<div class="actions">${receipt}${dispute}</div><p class="muted">${orders.confirmReceiptNote}</p>`;
}

function review(ctx: PageContext, purchaseId: string, order: SellerOrder, key: string): Html {
  const { orders } = ctx.t;
  if (order.review)
    return html`<div class="own-review"><h3>${orders.yourReview}</h3>${stars(ctx, order.review.stars)}${order.review.text === '' ? nothing : html`<p>${order.review.text}</p>`}</div>`;
  if (!order.actions.includes('review')) return nothing;
  return html`<div class="own-review"><h3>${orders.reviewTitle}</h3>${reviewForm(ctx, { purchaseId, order, key, given: { stars: '', text: '' }, errors: {} })}</div>`;
}
