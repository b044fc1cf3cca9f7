import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { formatDate } from '../messages/formats.ts';
import { stars } from './rating.ts';

export interface Review {
  readonly stars: number;
  readonly text: string;
  readonly author: string;
  readonly at: number;
}

/** What one buyer said. */
export function reviewList(ctx: PageContext, reviews: readonly Review[]): Html {
  return html`<ul class="reviews">${reviews.map(
    (review) =>
      html`<li>${stars(ctx, review.stars)}${review.text ? html`<blockquote>${review.text}</blockquote>` : nothing}<p class="review-by">${review.author} · <time datetime="${new Date(review.at).toISOString()}">${formatDate(ctx, review.at)}</time></p></li>`,
  )}</ul>`;
}
