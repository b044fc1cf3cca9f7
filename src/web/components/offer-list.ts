import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { paths } from '../paths.ts';
import { bookPicture } from './book-picture.ts';
import type { CardBook } from './listing-card.ts';
import { leadingPrice } from './price.ts';
import { type SellerSummary, sellerLine } from './seller-line.ts';

export interface Offer extends CardBook {
  readonly seller: SellerSummary;
  readonly notes?: string | undefined;
  readonly flags: readonly (keyof PageContext['t']['book']['flags'])[];
  /** The cheapest delivery; absent where it isn't known. */
  readonly deliveryFromMinor?: number | undefined;
}

/** Copies of one edition, a line each, to compare what differs: condition, price, who sells. */
export function offerList(ctx: PageContext, offers: readonly Offer[]): Html {
  const { book } = ctx.t;
  return html`<ul class="offers">${offers.map(
    (offer) =>
      html`<li><article class="${offer.sold ? 'offer sold' : 'offer'}">${bookPicture(offer, '')}<div class="offer-what"><h3><a href="${ctx.url(paths.listing(offer.listingId))}">${book.conditions[offer.condition]}<span class="visually-hidden">: ${offer.title}</span></a></h3><p class="condition"><span class="scale" data-grade="${offer.condition}"></span>${book.conditionMeanings[offer.condition]}</p>${flagList(ctx, offer.flags)}${
        offer.notes ? html`<p class="offer-notes">${offer.notes}</p>` : nothing
      }</div><div class="offer-who">${sellerLine(ctx, offer.seller)}</div>${leadingPrice(ctx, offer.priceMinor, offer.deliveryFromMinor)}</article></li>`,
  )}</ul>`;
}

/** What is special about a copy. */
export function flagList(ctx: PageContext, flags: readonly (keyof PageContext['t']['book']['flags'])[]): Html {
  if (flags.length === 0) return nothing;
  return html`<ul class="flags">${flags.map((flag) => html`<li>${ctx.t.book.flags[flag]}</li>`)}</ul>`;
}
