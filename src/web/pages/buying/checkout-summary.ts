import { minorPerMajor } from '../../../platform/money.ts';
import { totals } from '../../components/facts.ts';
import { orderLines } from '../../components/order-lines.ts';
import { panel } from '../../components/panel.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { cartLine } from './cart-line.ts';
import { type CheckoutData, type CheckoutGroup, cheapestOf } from './checkout-data.ts';
import type { CheckoutForm } from './checkout-form.ts';

/** What is bought and what it comes to with the deliveries chosen so far; the script keeps it up to date while they change. */
export function checkoutSummary(ctx: PageContext, data: CheckoutData, form: CheckoutForm): Html {
  const { checkout } = ctx.t;
  const copiesMinor = data.groups.reduce((sum, group) => sum + group.copiesMinor, 0);
  const deliveryMinor = data.groups.reduce((sum, group) => sum + costOf(data, group, form), 0);
  const lines = data.groups.flatMap((group) => group.lines);
  const copies = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const sums = totals(
    [
      [checkout.booksOf(copies), formatMoney(ctx, copiesMinor)],
      [checkout.deliveryOf(data.groups.length), html`<span data-delivery>${formatMoney(ctx, deliveryMinor)}</span>`],
    ],
    [checkout.total, html`<span data-total>${formatMoney(ctx, copiesMinor + deliveryMinor)}</span>`],
  );
  return panel({
    title: checkout.summary,
    body: html`${orderLines(
      ctx,
      lines.map(({ line, quantity }) => ({ ...cartLine(ctx, line, quantity), href: undefined })),
    )}<checkout-total data-copies="${copiesMinor}" data-costs="${costsOf(data)}" data-money="${moneyOf(ctx)}">${sums}</checkout-total><p class="muted no-script-only">${checkout.totalConfirmed}</p>${leftOut(ctx, data)}<p><a href="${ctx.url(paths.cart)}">${checkout.backToCart}</a></p>`,
  });
}

/** What stands in the cart and can't be bought: said here, since the cart is a page behind. */
function leftOut(ctx: PageContext, { leftOut: lines }: CheckoutData): Html {
  if (lines.length === 0) return nothing;
  const { checkout } = ctx.t;
  return html`<p class="line-changed">${checkout.leftOut(lines.map((line) => checkout.quoted(line.listing.title)).join(', '))}</p>`;
}

function costOf(data: CheckoutData, { seller }: CheckoutGroup, form: CheckoutForm): number {
  const chosen = data.providers.find((provider) => provider.id === form.deliveries[seller.id]);
  return (chosen ?? cheapestOf(data.providers))?.costMinor ?? 0;
}

/** Cost by provider, for the script. */
const costsOf = (data: CheckoutData): string =>
  JSON.stringify(Object.fromEntries(data.providers.map((provider) => [provider.id, provider.costMinor])));

/** Locale, currency and how many minor units make one of it, for the script. */
const moneyOf = ({ locale, shop }: PageContext): string =>
  [locale === 'es' ? `es-${shop.country}` : 'en', shop.currency, minorPerMajor(shop.currency)].join(' ');
