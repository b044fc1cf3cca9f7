import { flat, type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { paths } from '../paths.ts';
import { bookPicture, type PictureSource } from './book-picture.ts';
import { type Condition, conditionScale } from './condition-scale.ts';
import { price } from './price.ts';

/** A copy, as a card shows it. */
export interface CardBook extends PictureSource {
  readonly listingId: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly priceMinor: number;
  readonly condition: Condition;
  readonly city: string;
  readonly sold?: boolean | undefined;
}

export interface CardOptions {
  /** The first row of a page loads its pictures at once. */
  readonly eager?: boolean | undefined;
  /** The level of the title's heading: below the heading of the section it stands in. */
  readonly level?: 2 | 3 | undefined;
}

/** One copy on a shelf: the whole card leads to it. Stands in `bookGrid` or `shelf`. */
export function listingCard(ctx: PageContext, book: CardBook, { eager, level = 3 }: CardOptions = {}): Html {
  let known = cardsOf.get(book);
  if (known?.shop !== ctx.shop) cardsOf.set(book, (known = { shop: ctx.shop, cards: new Map() }));
  const kind = `${ctx.locale}${level}${eager ? 'eager' : ''}`;
  let card = known.cards.get(kind);
  if (!card) known.cards.set(kind, (card = flat(drawCard(ctx, book, { eager, level }))));
  return card;
}

// The same copy stands on many pages, and is one object as long as nothing of it changes.
const cardsOf = new WeakMap<CardBook, { shop: PageContext['shop']; cards: Map<string, Html> }>();

function drawCard(ctx: PageContext, book: CardBook, { eager, level }: CardOptions): Html {
  const { sold, byLine } = ctx.t.book;
  return html`<li><article class="card${book.sold && soldClass}">${bookPicture(book, '', eager)}<div class="card-text"><h${level} class="card-title"><a href="${ctx.url(paths.listing(book.listingId))}">${book.title}</a></h${level}><p class="card-author">${byLine(book.authors)}</p><p class="card-price">${
    book.sold ? html`<span class="sold-word">${sold}</span>` : price(ctx, book.priceMinor)
  }</p>${conditionScale(ctx, book.condition)}<p class="card-city">${book.city}</p></div></article></li>`;
}

// Markup that is made once isn't looked through for what must be escaped.
const soldClass = html` sold`;
