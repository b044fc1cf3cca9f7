import type { Profile } from '../../../modules/accounts/index.ts';
import type { Found, Listing } from '../../../modules/catalogue/index.ts';
import type { Review } from '../../../modules/sales/index.ts';
import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { linkButton } from '../../components/button.ts';
import { emptyState } from '../../components/empty-state.ts';
import { icons } from '../../components/icon.ts';
import { sectionHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { rating } from '../../components/rating.ts';
import { reviewList } from '../../components/review.ts';
import { bookGrid } from '../../components/shelf.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMonth, formatNumber } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { cardBook } from './card-book.ts';

export interface SellerOnSale {
  readonly profile: Profile;
  readonly books: Found;
  /** The newest of them, and whether there are more. */
  readonly reviews: { readonly items: readonly Review[]; readonly nextCursor: string | null };
  /** As the catalogue knows it; undefined for who has nothing for sale. */
  readonly rating: Listing['seller'] | undefined;
  readonly isFirst: boolean;
}

/** The public page of who sells. */
export function sellerPage(ctx: PageContext, seller: SellerOnSale): Page {
  const { profile, isFirst } = seller;
  const { catalogue, shell } = ctx.t;
  const here = paths.seller(profile.id);
  return {
    title: profile.name,
    description: catalogue.sellerDescription(profile.name, profile.city ?? ''),
    ...(isFirst ? { canonical: here } : { robots: 'noindex' as const }),
    og: { type: 'profile' },
    wide: true,
    body: html`${breadcrumbs(ctx, [{ label: shell.home, href: ctx.url(paths.home) }])}${sellerHead(ctx, profile, seller.rating)}${copies(ctx, seller)}${isFirst ? reviews(ctx, seller) : nothing}`,
  };
}

/** Name, city, since when, and what buyers say in one figure. */
export function sellerHead(ctx: PageContext, profile: Profile, known: Listing['seller'] | undefined): Html {
  const { book } = ctx.t;
  const [initial = '·'] = profile.name.trim();
  return html`<div class="seller-head"><span class="seller-initial" aria-hidden="true">${initial.toUpperCase()}</span><div><h1>${profile.name}</h1><p class="muted">${
    profile.city ? html`<span class="place">${icons.pin}${profile.city}</span> · ` : nothing
  }${book.memberSince(formatMonth(ctx, profile.since))}</p>${known ? html`<p>${rating(ctx, (known.ratingHundredths ?? 0) / 100, known.reviews)}</p>` : nothing}</div>${ownLink(ctx, profile.id)}</div>`;
}

const ownLink = (ctx: PageContext, sellerId: string): Html =>
  ctx.viewer?.accountId === sellerId
    ? html`<div class="actions">${linkButton(ctx.t.catalogue.manageYourBooks, ctx.url(paths.myBooks))}${linkButton(ctx.t.catalogue.editYourProfile, ctx.url(paths.account), { kind: 'quiet' })}</div>`
    : nothing;

function copies(ctx: PageContext, { profile, books, isFirst }: SellerOnSale): Html {
  const { catalogue } = ctx.t;
  if (books.items.length === 0)
    return emptyState({
      title: catalogue.sellerEmptyTitle,
      text: catalogue.sellerEmptyText,
      actions: linkButton(ctx.t.shell.explore, ctx.url(paths.search)),
    });
  const count = catalogue.results(books.total, formatNumber(ctx, books.total) + (books.totalIsExact ? '' : '+'));
  const filter = html`<a class="more-link" href="${ctx.url(`${paths.search}?seller=${profile.id}`)}">${catalogue.sellerFilter}</a>`;
  const here = paths.seller(profile.id);
  return html`<section>${sectionHeading(`${catalogue.sellerCopies} (${count})`, filter)}${bookGrid(ctx, books.items.map(cardBook), { eager: true })}${pagination(
    ctx,
    {
      next: books.nextCursor === null ? undefined : ctx.url(`${here}?cursor=${encodeURIComponent(books.nextCursor)}`),
      first: isFirst ? undefined : ctx.url(here),
    },
  )}</section>`;
}

function reviews(ctx: PageContext, { profile, reviews: page, rating: known }: SellerOnSale): Html {
  const { catalogue } = ctx.t;
  if (page.items.length === 0)
    return html`<section>${sectionHeading(catalogue.sellerReviews)}<p class="muted">${catalogue.noReviewsText(profile.name)}</p></section>`;
  const count = Math.max(known?.reviews ?? 0, page.items.length);
  const all =
    page.nextCursor === null
      ? nothing
      : html`<a class="more-link" href="${ctx.url(paths.sellerReviews(profile.id))}">${catalogue.allReviews(count)}</a>`;
  return html`<section>${sectionHeading(catalogue.sellerReviews, all)}${reviewList(ctx, page.items.map(shownReview))}</section>`;
}

export const shownReview = ({ stars, text, buyerName, createdAt }: Review) => ({
  stars,
  text,
  author: buyerName,
  at: createdAt,
});
