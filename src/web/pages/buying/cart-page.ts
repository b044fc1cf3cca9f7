import type { Cart, CartLine } from '../../../modules/sales/index.ts';
import { button, linkButton } from '../../components/button.ts';
import { emptyState } from '../../components/empty-state.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { totals } from '../../components/facts.ts';
import { actionButton, csrfField } from '../../components/form.ts';
import { orderLines } from '../../components/order-lines.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel, withAside } from '../../components/panel.ts';
import { progress } from '../../components/steps.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { buyable, cartLine, isGone } from './cart-line.ts';

type Group = Cart['sellers'][number];

/** What a reader means to buy, by seller, with what has changed since. */
export function cartPage(ctx: PageContext, cart: Cart, holdMinutes: number, errors: FormErrors = {}): Page {
  const { checkout } = ctx.t;
  if (cart.sellers.length === 0) return emptyCart(ctx, errors);
  const groups = html`<div class="stack">${cart.sellers.map((group) => sellerPanel(ctx, group))}</div>`;
  return {
    title: checkout.cartTitle,
    robots: 'noindex',
    wide: true,
    body: html`${errorSummary(ctx, errors)}${buyingSteps(ctx, 0)}${pageHeading({ title: checkout.cartTitle, lead: checkout.cartLead })}${withAside(groups, summary(ctx, cart, holdMinutes))}`,
  };
}

function emptyCart(ctx: PageContext, errors: FormErrors): Page {
  const { checkout } = ctx.t;
  const actions = linkButton(checkout.cartBrowse, ctx.url(paths.search), { kind: 'primary', icon: 'search' });
  const empty = emptyState({ title: checkout.cartEmptyTitle, text: checkout.cartEmptyText, actions, level: 1 });
  return { title: checkout.cartTitle, robots: 'noindex', body: html`${errorSummary(ctx, errors)}${empty}` };
}

/** Where a buyer is: cart, delivery, payment. */
export function buyingSteps(ctx: PageContext, current: number): Html {
  const { checkout } = ctx.t;
  return progress(checkout.steps, [checkout.stepCart, checkout.stepAddress, checkout.stepPayment], current);
}

function sellerPanel(ctx: PageContext, group: Group): Html {
  const { checkout } = ctx.t;
  const lines = group.lines.map((line) => ({ ...cartLine(ctx, line, line.quantity), note: lineNote(ctx, line) }));
  const from = group.deliveryFrom;
  const delivery = from
    ? html`<p class="muted">${checkout.deliveryFrom(from.name, formatMoney(ctx, from.costMinor))}</p>`
    : nothing;
  return panel({ title: checkout.soldBy(group.seller.name), body: html`${orderLines(ctx, lines)}${delivery}` });
}

function lineNote(ctx: PageContext, line: CartLine): Html {
  const { checkout, forms } = ctx.t;
  const { id, title } = line.listing;
  const remove = button({
    label: forms.remove,
    kind: 'quiet',
    name: 'quantity',
    value: '0',
    more: { 'aria-label': checkout.removeOf(title) },
  });
  return html`${changeNotes(ctx, line)}<div class="cart-line-actions">${isGone(line) ? nothing : quantityForm(ctx, line)}<form method="post" action="${ctx.url(paths.cartItems)}">${csrfField(ctx)}${cartFields(id)}${remove}</form></div>`;
}

const cartFields = (listingId: string): Html =>
  html`<input type="hidden" name="listingId" value="${listingId}"><input type="hidden" name="from" value="cart">`;

function changeNotes(ctx: PageContext, line: CartLine): Html {
  const { changed } = ctx.t.checkout;
  const { listing, priceWhenAddedMinor: before } = line;
  const prices = [formatMoney(ctx, before), formatMoney(ctx, listing.priceMinor)] as const;
  const words = {
    unavailable: () => changed.unavailable,
    fewer: () => changed.fewer(listing.available),
    price: () => (listing.priceMinor > before ? changed.dearer(...prices) : changed.cheaper(...prices)),
  };
  return html`${line.changes.map((change) => html`<p class="line-changed">${words[change]()}</p>`)}`;
}

const mostAtOnce = 20;

/** A line of a single copy has nothing to choose. */
function quantityForm(ctx: PageContext, { listing, quantity }: CartLine): Html {
  if (listing.available < 2 && quantity < 2) return nothing;
  const { checkout } = ctx.t;
  const most = Math.max(Math.min(listing.available, mostAtOnce), Math.min(quantity, listing.available));
  const choices = Array.from({ length: most }, (_, place) => place + 1);
  const options = choices.map(
    (value) => html`<option value="${value}"${value === Math.min(quantity, most) ? ' selected' : ''}>${value}</option>`,
  );
  const change = button({
    label: checkout.updateQuantity,
    kind: 'quiet',
    more: { 'aria-label': checkout.updateQuantityOf(listing.title) },
  });
  return html`<form method="post" action="${ctx.url(paths.cartItems)}">${csrfField(ctx)}${cartFields(listing.id)}<select name="quantity" aria-label="${checkout.quantityOf(listing.title)}">${options}</select>${change}</form>`;
}

function summary(ctx: PageContext, cart: Cart, holdMinutes: number): Html {
  const { checkout } = ctx.t;
  const sums = sumsOf(cart);
  const gone = cart.sellers.flatMap((group) => group.lines).filter(isGone);
  const clear =
    gone.length > 0
      ? actionButton(ctx, ctx.url(paths.cartGone), { label: checkout.removeUnavailable, kind: 'quiet', wide: true })
      : nothing;
  if (sums.copies === 0) return panel({ title: checkout.summary, body: clear });
  const sum = totals(
    [
      [checkout.booksOf(sums.copies), formatMoney(ctx, sums.copiesMinor)],
      [checkout.deliveryOf(sums.sellers), formatMoney(ctx, sums.deliveryMinor)],
    ],
    [checkout.total, formatMoney(ctx, sums.copiesMinor + sums.deliveryMinor)],
  );
  const go = linkButton(checkout.goToCheckout, ctx.url(paths.checkout), { kind: 'primary', wide: true });
  return panel({
    title: checkout.summary,
    body: html`${sum}<div class="stack cart-go">${go}${clear}</div><p class="muted">${checkout.holdNote(holdMinutes)}</p>`,
  });
}

/** What can be bought now: lines that are gone don't count, and fewer copies count as they are. */
function sumsOf(cart: Cart): { copies: number; copiesMinor: number; deliveryMinor: number; sellers: number } {
  const groups = cart.sellers.filter((group) => group.lines.some((line) => buyable(line) > 0));
  const lines = groups.flatMap((group) => group.lines);
  return {
    copies: lines.reduce((sum, line) => sum + buyable(line), 0),
    copiesMinor: lines.reduce((sum, line) => sum + buyable(line) * line.listing.priceMinor, 0),
    deliveryMinor: groups.reduce((sum, group) => sum + (group.deliveryFrom?.costMinor ?? 0), 0),
    sellers: groups.length,
  };
}
