import type { SellerOrder } from '../../../modules/sales/index.ts';
import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { groupFrame } from '../../components/field.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { textarea } from '../../components/textarea.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';

export interface ReviewForm {
  readonly purchaseId: string;
  readonly order: SellerOrder;
  readonly key: string;
  readonly given: { readonly stars: string; readonly text: string };
  readonly errors: FormErrors;
}

/** The page of a review that could not be accepted, or that a link led to. */
export function reviewPage(ctx: PageContext, review: ReviewForm): Page {
  const { orders } = ctx.t;
  return {
    title: orders.reviewTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, review.errors)}${pageHeading({ title: orders.reviewTitle })}${reviewForm(ctx, review)}<p><a href="${ctx.url(paths.purchase(review.purchaseId))}">${ctx.t.shell.back}</a></p>`,
  };
}

const grades = [5, 4, 3, 2, 1] as const;

export function reviewForm(ctx: PageContext, { purchaseId, order, key, given, errors }: ReviewForm): Html {
  const { orders, book } = ctx.t;
  const choices = grades.map(
    (grade) =>
      html`<label class="star-choice"><input type="radio" name="stars" value="${grade}" required${given.stars === String(grade) ? ' checked' : ''}><span aria-hidden="true">${'★'.repeat(grade)}<i>${'★'.repeat(5 - grade)}</i></span><span><span class="visually-hidden">${book.starsGiven(grade)}: </span>${orders.starsMeaning[grade]}</span></label>`,
  );
  const body = html`<p class="muted">${orders.reviewLead(order.seller.name)}</p>${groupFrame(ctx, { name: 'stars', label: orders.reviewStars, error: errors.stars }, html`<div class="star-choices">${choices}</div>`)}${textarea(ctx, { name: 'text', label: orders.reviewText, help: orders.reviewHelp, required: false, rows: 3, maxlength: 2000, value: given.text, error: errors.text })}${button({ label: orders.reviewSend, kind: 'primary' })}`;
  return form(ctx, {
    action: ctx.url(paths.review(purchaseId, order.id)),
    hidden: { key },
    body: html`<div class="stack">${body}</div>`,
  });
}
