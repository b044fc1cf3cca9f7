import type { Listing } from '../../../modules/catalogue/index.ts';
import { newId } from '../../../platform/ids.ts';
import { bookPicture } from '../../components/book-picture.ts';
import { button, linkButton } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { actionButton, form } from '../../components/form.ts';
import { icons } from '../../components/icon.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { panel, withAside } from '../../components/panel.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { cardPhoto } from '../browsing/listing-photo.ts';
import { copyFields, factFields, notesAndFlags, quantityField } from './book-fields.ts';
import type { BookForm } from './book-form.ts';
import { booksAddress } from './my-books-page.ts';
import { shareBox } from './share-box.ts';

export interface Edit {
  readonly listing: Listing;
  readonly typed: BookForm;
  readonly errors: FormErrors;
  readonly commissionPercent: number;
  /** What its seller gets for one copy. */
  readonly payoutMinor: number;
}

/** One's own listing: everything that can be changed about it, and what can be done with it. */
export function editPage(ctx: PageContext, edit: Edit): Page {
  const { publishing } = ctx.t;
  const { listing, errors } = edit;
  const back = html`<p class="way-back"><a href="${ctx.url(booksAddress(listing.state))}">${icons.back}<span>${publishing.backToBooks}</span></a></p>`;
  const main =
    listing.state === 'removed'
      ? html`<p>${publishing.stateNow.removed}</p>${duplicateButton(ctx, listing)}`
      : editForm(ctx, edit);
  return {
    title: `${publishing.editTitle}: ${listing.title}`,
    robots: 'noindex',
    wide: true,
    body: html`${errorSummary(ctx, errors)}${back}${pageHeading({ title: publishing.editTitle, lead: listing.title, actions: ways(ctx, listing) })}${withAside(main, aside(ctx, edit))}`,
  };
}

function editForm(ctx: PageContext, { listing, typed, errors, commissionPercent }: Edit): Html {
  const { publishing } = ctx.t;
  const facts =
    listing.isbn === null ? factFields(ctx, typed, errors) : html`<p class="muted">${publishing.factsFixed}</p>`;
  const copy = html`${copyFields(ctx, typed, errors, commissionPercent)}${quantityField(ctx, typed, errors, publishing.quantityLeft)}${notesAndFlags(ctx, typed, errors)}`;
  const draft = listing.state === 'draft';
  const publish = draft
    ? button({ label: publishing.publish, kind: 'primary', name: 'state', value: 'active' })
    : nothing;
  const buttons = html`<div class="actions">${publish}${button({ label: draft ? publishing.saveDraft : publishing.save, kind: draft ? 'secondary' : 'primary' })}</div>`;
  return form(ctx, {
    action: ctx.url(paths.myBook(listing.id)),
    body: html`<div class="stack">${facts}${copy}${buttons}</div>`,
  });
}

/** Photos and the buyer's view stand above everything, also on a phone. */
function ways(ctx: PageContext, { id, state, photos }: Listing): Html {
  const { publishing } = ctx.t;
  const manage =
    state === 'removed'
      ? nothing
      : linkButton(publishing.managePhotos(photos.length), ctx.url(paths.photos(id)), { icon: 'camera' });
  return html`${manage}${linkButton(publishing.preview, ctx.url(paths.listing(id)), { kind: 'quiet' })}`;
}

function aside(ctx: PageContext, { listing, payoutMinor }: Edit): Html {
  const { publishing } = ctx.t;
  const { state } = listing;
  const picture = bookPicture({ workId: listing.workId, photo: cardPhoto(listing) }, '', true);
  const doings = html`<div class="stack own-side">${picture}<p>${publishing.stateNow[state]} ${publishing.payoutNow(formatMoney(ctx, payoutMinor))}</p>${seldom(ctx, listing)}</div>`;
  const share =
    state === 'active'
      ? html`<div id="share">${panel({ title: publishing.shareTitle, body: shareBox(ctx, listing) })}</div>`
      : nothing;
  return html`<div class="stack">${panel({ body: doings })}${share}</div>`;
}

function seldom(ctx: PageContext, listing: Listing): Html {
  const { publishing } = ctx.t;
  const { id, state } = listing;
  const change = (to: 'active' | 'paused', label: string): Html =>
    actionButton(
      ctx,
      ctx.url(paths.bookState(id)),
      { label, kind: 'quiet', name: 'state', value: to },
      { from: state },
    );
  const turn =
    state === 'active'
      ? change('paused', publishing.pause)
      : state === 'paused'
        ? change('active', publishing.activate)
        : nothing;
  const removable = state === 'active' || state === 'paused' || state === 'draft';
  const remove = removable ? linkButton(publishing.remove, ctx.url(paths.bookRemoval(id)), { kind: 'quiet' }) : nothing;
  return state === 'removed'
    ? nothing
    : html`<div class="actions">${turn}${duplicateButton(ctx, listing)}${remove}</div>`;
}

const duplicateButton = (ctx: PageContext, { id }: Listing): Html =>
  actionButton(
    ctx,
    ctx.url(paths.bookCopies(id)),
    { label: ctx.t.publishing.duplicate, kind: 'quiet' },
    { key: newId() },
  );
