import type { Profile } from '../../../modules/accounts/index.ts';
import type { Review } from '../../../modules/sales/index.ts';
import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { reviewList } from '../../components/review.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { shownReview } from './seller-page.ts';

export interface SellerReviews {
  readonly profile: Profile;
  readonly reviews: { readonly items: readonly Review[]; readonly nextCursor: string | null };
  readonly isFirst: boolean;
}

/** What buyers say of a seller, newest first. */
export function reviewsPage(ctx: PageContext, { profile, reviews, isFirst }: SellerReviews): Page {
  const { catalogue, shell } = ctx.t;
  const here = paths.sellerReviews(profile.id);
  const title = catalogue.reviewsOf(profile.name);
  const list =
    reviews.items.length === 0
      ? html`<p class="muted">${catalogue.noReviewsText(profile.name)}</p>`
      : reviewList(ctx, reviews.items.map(shownReview));
  return {
    title,
    ...(isFirst ? { canonical: here } : { robots: 'noindex' as const }),
    body: html`${breadcrumbs(ctx, [
      { label: shell.home, href: ctx.url(paths.home) },
      { label: profile.name, href: ctx.url(paths.seller(profile.id)) },
    ])}${pageHeading({ title })}${list}${pagination(ctx, {
      next:
        reviews.nextCursor === null ? undefined : ctx.url(`${here}?cursor=${encodeURIComponent(reviews.nextCursor)}`),
      first: isFirst ? undefined : ctx.url(here),
    })}`,
  };
}
