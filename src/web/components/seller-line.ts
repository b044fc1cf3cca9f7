import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { paths } from '../paths.ts';
import { icons } from './icon.ts';
import { rating } from './rating.ts';

export interface SellerSummary {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly ratingAverage: number;
  readonly ratingCount: number;
}

/** Who sells it, where they are, what buyers say. */
export function sellerLine(ctx: PageContext, seller: SellerSummary): Html {
  return html`<div class="seller-line"><span class="seller-initial" aria-hidden="true">${initial(seller.name)}</span><p><a href="${ctx.url(paths.seller(seller.id))}">${seller.name}</a>${
    seller.city ? html` <span class="place">${icons.pin}${seller.city}</span>` : nothing
  }<br>${rating(ctx, seller.ratingAverage, seller.ratingCount)}</p></div>`;
}

function initial(name: string): string {
  const [first = '·'] = name.trim();
  return first.toUpperCase();
}
