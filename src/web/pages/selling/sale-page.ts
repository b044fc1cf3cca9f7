import type { SellerOrder } from '../../../modules/sales/index.ts';
import { linkButton } from '../../components/button.ts';
import { errorSummary } from '../../components/error-summary.ts';
import { facts } from '../../components/facts.ts';
import { icons } from '../../components/icon.ts';
import { orderLines } from '../../components/order-lines.ts';
import { orderStatus } from '../../components/order-status.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel, withAside } from '../../components/panel.ts';
import { reviewList } from '../../components/review.ts';
import { timeline } from '../../components/timeline.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { countryName, formatDateTime } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { orderLine } from '../buying/cart-line.ts';
import type { Sale } from './sale.ts';
import { saleDoing } from './sale-doing.ts';
import { saleMoments } from './sale-moments.ts';
import { moneyPanel } from './sale-money.ts';

/** One order of mine: what to do now, for whom, what is in it, and the money. */
export function salePage(ctx: PageContext, sale: Sale): Page {
  const { selling } = ctx.t;
  const { order, errors } = sale;
  const back = html`<p class="way-back"><a href="${ctx.url(paths.sales)}">${icons.back}<span>${selling.title}</span></a></p>`;
  const title = selling.saleOf(order.buyer.name);
  const main = html`<div class="stack">${saleDoing(ctx, sale)}${panel({
    title: selling.items,
    body: orderLines(
      ctx,
      order.items.map((item) => orderLine(ctx, item)),
    ),
  })}${review(ctx, order)}${seldom(ctx, order)}</div>`;
  const aside = html`<div class="stack">${addressPanel(ctx, order)}${moneyPanel(ctx, order, sale.money)}${panel({ body: html`${timeline(ctx, saleMoments(ctx, order))}${numbers(ctx, order)}` })}</div>`;
  return {
    title,
    robots: 'noindex',
    wide: true,
    body: html`${errorSummary(ctx, errors)}${back}${pageHeading({ title, actions: orderStatus(ctx, order.status) })}${withAside(main, aside)}`,
  };
}

/** The buyer's address, which a seller sees once it is paid. */
function addressPanel(ctx: PageContext, { actions, address, delivery }: SellerOrder): Html {
  if (!address) return nothing;
  const { selling } = ctx.t;
  const { name, phone, line1, line2, city, region, postalCode, country } = address;
  const call = html`<p><a href="tel:${phone.replace(/[^\d+]/g, '')}">${selling.call(phone)}</a></p>`;
  if (delivery.coverage === 'pickup')
    return panel({ title: selling.addressPickup, body: html`<p>${name}<br>${city}</p>${call}` });
  const abroad = country === ctx.shop.country ? nothing : html`<br>${countryName(ctx.locale, country)}`;
  const lines = html`<address><b>${name}</b><br>${line1}${line2 ? html`<br>${line2}` : nothing}<br>${[postalCode, city, region].filter(Boolean).join(', ')}${abroad}</address>`;
  return panel({
    title: actions.includes('ship') ? selling.addressTitle : ctx.t.checkout.address,
    body: html`${lines}${call}`,
  });
}

function review(ctx: PageContext, { review: written }: SellerOrder): Html {
  if (!written) return nothing;
  const { stars, text, buyerName, createdAt } = written;
  return panel({
    title: ctx.t.selling.review,
    body: reviewList(ctx, [{ stars, text, author: buyerName, at: createdAt }]),
  });
}

/** What should be needed seldom, below everything else. */
function seldom(ctx: PageContext, { id, actions }: SellerOrder): Html {
  const { selling } = ctx.t;
  const cancel = actions.includes('cancel')
    ? linkButton(selling.cancelLink, ctx.url(paths.saleCancellation(id)), { kind: 'quiet' })
    : nothing;
  const back = actions.includes('record_return')
    ? linkButton(selling.returnLink, ctx.url(paths.saleReturn(id)), { kind: 'quiet' })
    : nothing;
  return html`<div class="actions">${cancel}${back}</div>`;
}

function numbers(ctx: PageContext, { id, createdAt, delivery }: SellerOrder): Html {
  const { selling } = ctx.t;
  const lines = facts([
    [selling.boughtOn, formatDateTime(ctx, createdAt)],
    [selling.delivery, delivery.name],
    [selling.tracking, delivery.tracking],
  ]);
  return html`${lines}<p class="muted long-number">${selling.orderNumber}: ${id}</p>`;
}
