import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatNumber } from '../messages/formats.ts';

/** Stars with the figure beside them; the sentence behind them is for who can't see stars. `count` 0: "no reviews yet". */
export function rating(ctx: PageContext, average: number, count: number): Html {
  const { book } = ctx.t;
  if (count === 0) return html`<span class="rating none">${book.noReviews}</span>`;
  const figure = average.toFixed(1).replace('.', ctx.locale === 'es' ? ',' : '.');
  const reviews = book.reviews(count, formatNumber(ctx, count));
  return html`<span class="rating"><span aria-hidden="true"><span class="stars" data-stars="${Math.round(average * 2)}"></span> <b>${figure}</b> <span class="rating-count">(${formatNumber(ctx, count)})</span></span><span class="visually-hidden">${book.rating(figure, reviews)}</span></span>`;
}

/** The stars of one review, 1 to 5. */
export function stars(ctx: PageContext, given: number): Html {
  return html`<span class="rating"><span class="stars" data-stars="${given * 2}" aria-hidden="true"></span><span class="visually-hidden">${ctx.t.book.starsGiven(given)}</span></span>`;
}
