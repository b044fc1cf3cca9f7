import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { icons } from './icon.ts';
import { type CardBook, type CardOptions, listingCard } from './listing-card.ts';

/** Copies in a grid that fills the width; the first row's pictures load at once when `eager`. */
export function bookGrid(ctx: PageContext, books: readonly CardBook[], options: CardOptions = {}): Html {
  const { eager, ...rest } = options;
  return html`<ul class="book-grid">${books.map((book, place) =>
    listingCard(ctx, book, place < firstRow ? { ...rest, eager } : rest),
  )}</ul>`;
}

const firstRow = 4;

export interface Shelf {
  readonly id: string;
  readonly title: string;
  readonly more?: { readonly href: string; readonly label?: string | undefined } | undefined;
  readonly books: readonly CardBook[];
  readonly eager?: boolean | undefined;
}

/** A titled row of copies that can be pushed sideways, with a way to the rest. */
export function shelf(ctx: PageContext, { id, title, more, books, eager }: Shelf): Html {
  return html`<section class="shelf" aria-labelledby="${id}"><div class="section-head"><h2 id="${id}">${title}</h2>${
    more ? html`<a class="more-link" href="${more.href}">${more.label ?? ctx.t.shell.all}${icons.forward}</a>` : nothing
  }</div><ul class="book-row">${books.map((book, place) => listingCard(ctx, book, { eager: eager && place < firstRow }))}</ul></section>`;
}
