import type { Listing } from '../../../modules/catalogue/index.ts';
import { photoUrl } from '../../../platform/photos/index.ts';
import { button, linkButton } from '../../components/button.ts';
import { confirmation } from '../../components/confirmation.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { actionButton, form } from '../../components/form.ts';
import { icons } from '../../components/icon.ts';
import { badge } from '../../components/order-status.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { photoInput } from '../../components/photo-input.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { RefusedPhoto } from './take-photo.ts';

const mostPhotos = 8;

interface Photos {
  readonly listing: Listing;
  /** Photos that were just sent and not taken. */
  readonly refused?: readonly RefusedPhoto[] | undefined;
  readonly tooMany?: boolean | undefined;
  /** The book was just sent with them, and is a draft until they are settled. */
  readonly fresh?: boolean | undefined;
  readonly errors?: FormErrors | undefined;
}

/** The photos of a copy: their order, more of them, fewer of them. */
export function photosPage(
  ctx: PageContext,
  { listing, refused = [], tooMany = false, fresh = false, errors = {} }: Photos,
): Page {
  const { publishing } = ctx.t;
  return {
    title: publishing.photosTitle,
    robots: 'noindex',
    body: html`${errorSummary(ctx, errors)}${refusals(ctx, refused, tooMany, fresh)}${bookCrumb(ctx, listing)}${pageHeading({ title: publishing.photosTitle, lead: publishing.photosLead(listing.title) })}<div class="stack">${photoList(ctx, listing)}${addForm(ctx, listing, errors)}${onward(ctx, listing)}</div>`,
  };
}

/** The way back to the listing's own page. */
export const bookCrumb = (ctx: PageContext, { id, title }: Pick<Listing, 'id' | 'title'>): Html =>
  html`<p class="way-back"><a href="${ctx.url(paths.myBook(id))}">${icons.back}<span>${title}</span></a></p>`;

function refusals(ctx: PageContext, refused: readonly RefusedPhoto[], tooMany: boolean, fresh: boolean): Html {
  if (refused.length === 0 && !tooMany) return nothing;
  const { publishing, errors } = ctx.t;
  const words: Readonly<Record<string, string | undefined>> = publishing.photoRefusals;
  const lines = [
    ...refused.map(({ fileName, code }) => publishing.photoProblem(fileName, words[code] ?? errors.somethingRefused)),
    ...(tooMany ? [publishing.tooManyPhotos] : []),
  ];
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>${fresh ? html`<p>${publishing.keptAsDraft}</p>` : nothing}</div>`;
}

function photoList(ctx: PageContext, listing: Listing): Html {
  const { photos } = listing;
  if (photos.length === 0) return html`<p class="muted">${ctx.t.publishing.noPhotos}</p>`;
  return html`<ol class="photo-places">${photos.map((photo, at) => photoPlace(ctx, listing, photo, at))}</ol>`;
}

function photoPlace(ctx: PageContext, listing: Listing, photo: Listing['photos'][number], at: number): Html {
  const { book, publishing } = ctx.t;
  const place = at + 1;
  const move = (to: 'earlier' | 'later', label: string, spoken: string): Html =>
    actionButton(
      ctx,
      ctx.url(paths.photoOrder(listing.id)),
      { label, kind: 'quiet', name: 'move', value: to, more: { 'aria-label': spoken } },
      { photo: photo.id },
    );
  const remove = html`<a class="button quiet" href="${ctx.url(paths.photoRemoval(listing.id, photo.id))}" aria-label="${publishing.photoRemoveOf(place)}"><span>${publishing.photoRemove}</span></a>`;
  return html`<li><img src="${photoUrl(photo.hash, 'small')}" width="${photo.width}" height="${photo.height}" alt="${book.photoOf(listing.title, place)}" loading="lazy"><div class="photo-doings">${at === 0 ? badge(publishing.photoFirst, 'accent') : move('earlier', publishing.photoEarlier, publishing.photoEarlierOf(place))}${place < listing.photos.length ? move('later', publishing.photoLater, publishing.photoLaterOf(place)) : nothing}${remove}</div></li>`;
}

function addForm(ctx: PageContext, listing: Listing, errors: FormErrors): Html {
  const { publishing } = ctx.t;
  const most = mostPhotos - listing.photos.length;
  if (most < 1) return html`<p class="muted">${publishing.photosFull}</p>`;
  const body = html`<div class="stack">${photoInput(ctx, { name: 'photos', label: publishing.addMore, most, error: errors.photos })}${button({ label: publishing.uploadPhotos, kind: 'secondary' })}</div>`;
  return form(ctx, { action: ctx.url(paths.photos(listing.id)), multipart: true, body });
}

/** A draft goes on to be published; any other listing is done here. */
function onward(ctx: PageContext, { id, state, photos }: Listing): Html {
  const { publishing } = ctx.t;
  if (state !== 'draft')
    return html`<div class="actions">${linkButton(publishing.photosDone, ctx.url(paths.myBook(id)), { kind: 'primary' })}</div>`;
  const label = photos.length === 0 ? publishing.publishAsIs : publishing.publish;
  const publish = actionButton(
    ctx,
    ctx.url(paths.bookState(id)),
    { label, kind: 'primary', name: 'state', value: 'active' },
    { from: 'draft' },
  );
  return html`<div class="actions">${publish}</div>`;
}

export function photoRemovalPage(ctx: PageContext, listing: Listing, photoId: string): Page {
  const { publishing } = ctx.t;
  const body = confirmation(ctx, {
    title: publishing.photoRemoveTitle,
    text: publishing.photoRemoveText,
    action: ctx.url(paths.photoRemoval(listing.id, photoId)),
    label: publishing.photoRemoveButton,
    backHref: ctx.url(paths.photos(listing.id)),
  });
  return { title: publishing.photoRemoveTitle, robots: 'noindex', body };
}
