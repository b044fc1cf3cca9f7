import type { Listing, ListingState } from '../../../modules/catalogue/index.ts';
import { newId } from '../../../platform/ids.ts';
import { bookPicture } from '../../components/book-picture.ts';
import { button, linkButton } from '../../components/button.ts';
import { conditionScale } from '../../components/condition-scale.ts';
import { emptyState } from '../../components/empty-state.ts';
import { actionButton, form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { price } from '../../components/price.ts';
import { ownTabs, type Tab, tabs } from '../../components/tabs.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatNumber } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { cardPhoto } from '../browsing/listing-photo.ts';

export interface MyBooks {
  readonly state: ListingState;
  readonly q: string;
  readonly counts: Readonly<Record<ListingState, number>>;
  readonly listings: readonly Listing[];
  readonly next: string | null;
  /** Not the first page of the list. */
  readonly later: boolean;
}

const usualStates: readonly ListingState[] = ['active', 'draft', 'paused', 'sold_out'];

/** A seller's books, by what can be done with them now. */
export function myBooksPage(ctx: PageContext, books: MyBooks): Page {
  const { publishing, shell } = ctx.t;
  const publish = linkButton(shell.publish, ctx.url(paths.publish), { kind: 'primary', icon: 'add' });
  return {
    title: publishing.myBooks,
    robots: 'noindex',
    wide: true,
    body: html`${ownTabs(ctx, 'myBooks')}${pageHeading({ title: publishing.myBooks, actions: publish })}${tabs(ctx, publishing.tabs, stateTabs(ctx, books))}${searchForm(ctx, books)}${list(ctx, books)}`,
  };
}

export function booksAddress(state: ListingState, q = '', cursor?: string): string {
  const query = new URLSearchParams({ state, ...(q === '' ? {} : { q }), ...(cursor === undefined ? {} : { cursor }) });
  return `${paths.myBooks}?${query.toString()}`;
}

function stateTabs(ctx: PageContext, { state: current, counts }: MyBooks): Tab[] {
  const { publishing } = ctx.t;
  const rare = (['removed', 'blocked'] as const).filter((state) => counts[state] > 0 || state === current);
  return [...usualStates, ...rare].map((state) => ({
    label: publishing.states[state],
    href: ctx.url(booksAddress(state)),
    current: state === current,
    count: counts[state],
  }));
}

function searchForm(ctx: PageContext, { state, q, counts }: MyBooks): Html {
  if (counts[state] < 2 && q === '') return nothing;
  const { publishing } = ctx.t;
  return html`<form class="own-search" role="search" method="get" action="${ctx.url(paths.myBooks)}"><input type="hidden" name="state" value="${state}"><input type="search" name="q" value="${q}" maxlength="200" aria-label="${publishing.searchLabel}" placeholder="${publishing.searchLabel}" autocomplete="off">${button({ label: publishing.searchButton })}</form>`;
}

function list(ctx: PageContext, books: MyBooks): Html {
  const { state, q, listings, next, later } = books;
  if (listings.length === 0) return nothingHere(ctx, state, q);
  const ways = pagination(ctx, {
    next: next === null ? null : ctx.url(booksAddress(state, q, next)),
    first: later ? ctx.url(booksAddress(state, q)) : null,
  });
  return html`<ul class="own-books">${listings.map((listing) => bookRow(ctx, listing))}</ul>${ways}`;
}

function nothingHere(ctx: PageContext, state: ListingState, q: string): Html {
  const { publishing, shell } = ctx.t;
  const publish = linkButton(shell.publish, ctx.url(paths.publish), { kind: 'primary', icon: 'add' });
  if (q === '')
    return emptyState({ title: publishing.emptyTitle[state], text: publishing.emptyText[state], actions: publish });
  const all = linkButton(publishing.showAll, ctx.url(booksAddress(state)));
  return emptyState({ title: publishing.nothingFoundTitle, text: publishing.nothingFoundText, actions: all });
}

function bookRow(ctx: PageContext, listing: Listing): Html {
  const { book, publishing } = ctx.t;
  const { id, title, authors } = listing;
  const page = listing.state === 'active' || listing.state === 'sold_out' ? paths.listing(id) : paths.myBook(id);
  return html`<li>${bookPicture({ workId: listing.workId, photo: cardPhoto(listing) }, '')}<div class="own-book"><h2 class="card-title"><a href="${ctx.url(page)}">${title}</a></h2><p class="card-author">${book.byLine(authors)}</p>${price(ctx, listing.priceMinor)}${conditionScale(ctx, listing.condition)}<p class="card-city">${stockWords(ctx, listing)}${listing.photos.length === 0 ? ` · ${publishing.noPhotos}` : nothing}</p></div><div class="own-doings">${doings(ctx, listing)}</div></li>`;
}

function stockWords(ctx: PageContext, { quantity, available, sold, state }: Listing): string {
  const { publishing } = ctx.t;
  const held = quantity - available;
  return [
    ...(state === 'sold_out' ? [] : [publishing.copiesForSale(formatNumber(ctx, quantity), quantity)]),
    ...(held > 0 ? [publishing.heldNow(held)] : []),
    ...(sold > 0 ? [publishing.soldSoFar(formatNumber(ctx, sold), sold)] : []),
  ].join(' · ');
}

function doings(ctx: PageContext, listing: Listing): Html {
  const { id, state, title } = listing;
  const { publishing } = ctx.t;
  const edit =
    state === 'removed' ? nothing : wordLink(ctx, publishing.edit, publishing.editOf(title), paths.myBook(id));
  return html`<div class="actions">${state === 'sold_out' ? restockForm(ctx, listing) : nothing}${edit}${stateButton(ctx, listing)}${more(ctx, listing)}</div>`;
}

function stateButton(ctx: PageContext, { id, state, title }: Listing): Html {
  const { publishing } = ctx.t;
  const change = (to: 'active' | 'paused', label: string, spoken: string): Html =>
    actionButton(
      ctx,
      ctx.url(paths.bookState(id)),
      {
        label,
        kind: to === 'active' ? 'secondary' : 'quiet',
        name: 'state',
        value: to,
        more: { 'aria-label': spoken },
      },
      { from: state },
    );
  if (state === 'active') return change('paused', publishing.pause, publishing.pauseOf(title));
  return state === 'paused' ? change('active', publishing.activate, publishing.activateOf(title)) : nothing;
}

function restockForm(ctx: PageContext, { id, title }: Listing): Html {
  const { publishing } = ctx.t;
  const body = html`<input type="text" name="quantity" value="1" inputmode="numeric" maxlength="4" autocomplete="off" aria-label="${publishing.restockQuantity(title)}">${button({ label: publishing.restock })}`;
  return html`<div class="restock">${form(ctx, { action: ctx.url(paths.bookStock(id)), body })}</div>`;
}

/** What is wanted seldom, folded away. */
function more(ctx: PageContext, { id, state, title }: Listing): Html {
  const { publishing } = ctx.t;
  const label = {
    label: publishing.duplicate,
    kind: 'quiet',
    more: { 'aria-label': publishing.duplicateOf(title) },
  } as const;
  const duplicate = actionButton(ctx, ctx.url(paths.bookCopies(id)), label, { key: newId() });
  const removable = state === 'active' || state === 'paused' || state === 'draft';
  const remove = removable
    ? wordLink(ctx, publishing.remove, publishing.removeOf(title), paths.bookRemoval(id))
    : nothing;
  return html`<details class="own-more"><summary aria-label="${publishing.moreOf(title)}">${publishing.more}</summary><div class="actions">${duplicate}${state === 'active' ? wordLink(ctx, publishing.share, publishing.share, `${paths.myBook(id)}#share`) : nothing}${remove}</div></details>`;
}

const wordLink = (ctx: PageContext, label: string, spoken: string, path: string): Html =>
  html`<a class="button quiet" href="${ctx.url(path)}" aria-label="${spoken}"><span>${label}</span></a>`;
