import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatMoney } from '../messages/formats.ts';

/** A price in the warm colour of prices, with figures of one width. */
export function price(ctx: PageContext, amountMinor: number): Html {
  return html`<span class="price">${formatMoney(ctx, amountMinor)}</span>`;
}

/** The large price of a copy, with what delivery adds, if known. */
export function leadingPrice(ctx: PageContext, amountMinor: number, deliveryFromMinor?: number): Html {
  const { book } = ctx.t;
  const delivery =
    deliveryFromMinor === undefined
      ? nothing
      : html`<span class="price-delivery">${deliveryFromMinor === 0 ? book.freePickup : book.deliveryFrom(formatMoney(ctx, deliveryFromMinor))}</span>`;
  return html`<p class="leading-price">${price(ctx, amountMinor)} ${delivery}</p>`;
}
