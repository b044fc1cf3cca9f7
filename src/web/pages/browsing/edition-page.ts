import type { Catalogue } from '../../../modules/catalogue/index.ts';
import { bookPicture } from '../../components/book-picture.ts';
import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { linkButton } from '../../components/button.ts';
import { emptyState } from '../../components/empty-state.ts';
import { offerList } from '../../components/offer-list.ts';
import { sectionHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { withPicture } from '../../components/panel.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney, languageName } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { bookFacts, bookHead } from './about-book.ts';
import { offerOf } from './card-book.ts';
import { knownFacts, majorPrice } from './listing-facts.ts';

type Known = Awaited<ReturnType<Catalogue['getEdition']>>;

export interface EditionOnSale extends Known {
  readonly copies: Awaited<ReturnType<Catalogue['listEditionListings']>>;
  readonly isFirst: boolean;
  readonly deliveryMinor: number | undefined;
}

/** One edition: what it is, its copies to compare, and the work's other editions. */
export function editionPage(ctx: PageContext, shown: EditionOnSale): Page {
  const { edition, copies, isFirst } = shown;
  const { book, catalogue, shell } = ctx.t;
  const indexed = isFirst && copies.items.length > 0;
  return {
    title: [edition.title, ...edition.authors.slice(0, 1)].join(' · '),
    description: catalogue.editionDescription(edition.title, book.byLine(edition.authors)),
    ...(indexed
      ? { canonical: paths.edition(edition.id), jsonLd: [editionFacts(ctx, shown)] }
      : { robots: 'noindex' as const }),
    og: { type: 'book' },
    wide: true,
    body: html`${breadcrumbs(ctx, [
      { label: shell.home, href: ctx.url(paths.home) },
      { label: shell.explore, href: ctx.url(paths.search) },
    ])}${withPicture(cover(ctx, shown), words(ctx, shown))}`,
  };
}

const cover = (ctx: PageContext, { edition, copies }: EditionOnSale): Html => {
  const alt = ctx.t.book.coverOf(edition.title);
  return html`<div class="edition-cover">${bookPicture({ workId: copies.items[0]?.workId ?? edition.workId }, alt, true)}</div>`;
};

function words(ctx: PageContext, shown: EditionOnSale): Html {
  const { edition } = shown;
  return html`${bookHead(ctx, edition, nothing)}${bookFacts(ctx, edition)}${copies(ctx, shown)}${otherEditions(ctx, shown)}`;
}

function copies(ctx: PageContext, { edition, copies: page, isFirst, deliveryMinor }: EditionOnSale): Html {
  const { catalogue } = ctx.t;
  const sell = linkButton(
    catalogue.sellThisOne,
    ctx.url(edition.isbn === null ? paths.publish : `${paths.publish}?isbn=${edition.isbn}`),
    { icon: 'add' },
  );
  if (page.items.length === 0)
    return emptyState({ title: catalogue.editionEmptyTitle, text: catalogue.editionEmptyText, actions: sell });
  const here = paths.edition(edition.id);
  return html`<section>${sectionHeading(catalogue.editionCopies, sell)}<p class="muted">${catalogue.editionOrder}</p>${offerList(
    ctx,
    page.items.map((copy) => offerOf(copy, deliveryMinor)),
  )}${pagination(ctx, { next: page.nextCursor === null ? undefined : ctx.url(`${here}?cursor=${encodeURIComponent(page.nextCursor)}`), first: isFirst ? undefined : ctx.url(here) })}</section>`;
}

function otherEditions(ctx: PageContext, { otherEditions: others }: EditionOnSale): Html {
  if (others.length === 0) return nothing;
  const byOffer = others.toSorted(
    (a, b) =>
      (a.fromPriceMinor ?? Number.POSITIVE_INFINITY) - (b.fromPriceMinor ?? Number.POSITIVE_INFINITY) ||
      b.copies - a.copies,
  );
  return html`<section>${sectionHeading(ctx.t.catalogue.otherEditions)}<ul class="other-editions">${byOffer.map((other) => otherEdition(ctx, other))}</ul></section>`;
}

function otherEdition(ctx: PageContext, other: Known['otherEditions'][number]): Html {
  const { book, catalogue } = ctx.t;
  const language = other.language === null ? null : languageName(ctx.locale, other.language);
  const what = [other.publisher, other.year, language, other.format === null ? null : book.formats[other.format]]
    .filter((fact) => fact !== null)
    .join(' · ');
  const offered =
    other.fromPriceMinor === null
      ? catalogue.otherEditionNone
      : catalogue.otherEditionCopies(other.copies, formatMoney(ctx, other.fromPriceMinor));
  return html`<li><a href="${ctx.url(paths.edition(other.id))}"><b>${what === '' ? catalogue.anEdition : what}</b> <span>${offered}</span></a></li>`;
}

/** What search engines are told: the edition, and from what price it can be had. */
function editionFacts({ shop, url }: PageContext, { edition, copies: { items, nextCursor } }: EditionOnSale): object {
  const prices = items.map((copy) => copy.priceMinor);
  return {
    '@context': 'https://schema.org',
    '@type': ['Product', 'Book'],
    name: edition.title,
    ...knownFacts(edition),
    url: shop.publicUrl + url(paths.edition(edition.id)),
    image: [shop.publicUrl + paths.cover(edition.workId)],
    offers: {
      '@type': 'AggregateOffer',
      priceCurrency: shop.currency,
      lowPrice: majorPrice(Math.min(...prices), shop.currency),
      ...(nextCursor === null
        ? { highPrice: majorPrice(Math.max(...prices), shop.currency), offerCount: items.length }
        : {}),
    },
  };
}
