import type { Listing } from '../../../modules/catalogue/index.ts';
import { linkButton } from '../../components/button.ts';
import { chips } from '../../components/chips.ts';
import { emptyState } from '../../components/empty-state.ts';
import { hero } from '../../components/hero.ts';
import { sectionHeading } from '../../components/page-heading.ts';
import { searchBox } from '../../components/search-box.ts';
import { shelf } from '../../components/shelf.ts';
import { stepList } from '../../components/steps.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import { cardBook } from './card-book.ts';
import { subjectAddress } from './search-address.ts';
import { subjectName } from './subject-name.ts';

export interface HomeShelf {
  readonly subject: string;
  readonly books: readonly Listing[];
}

export interface ShopWindow {
  readonly latest: readonly Listing[];
  readonly bargains: readonly Listing[];
  readonly shelves: readonly HomeShelf[];
  readonly subjects: readonly { readonly value: string; readonly count: number }[];
}

/** The shop window: search first, then what has arrived, shelves by subject, and how it works. */
export function homePage(ctx: PageContext, shop: ShopWindow): Page {
  const { catalogue } = ctx.t;
  return {
    title: ctx.shop.name,
    description: catalogue.homeDescription(ctx.shop.name),
    canonical: paths.home,
    jsonLd: [shopFacts(ctx)],
    wide: true,
    ownSearch: true,
    body: html`${hero(catalogue.homeTitle, catalogue.homeLead, searchBox(ctx, '', true))}${shop.latest.length === 0 ? emptyShelves(ctx) : shelves(ctx, shop)}${howItWorks(ctx)}`,
  };
}

function shelves(ctx: PageContext, { latest, bargains, shelves: bySubject, subjects }: ShopWindow): Html {
  const { catalogue, shell } = ctx.t;
  return html`${row(ctx, 'latest', shell.newest, `${paths.search}?sort=newest`, latest, true)}${subjectChips(ctx, subjects)}${bySubject.map(
    ({ subject, books }, place) =>
      row(ctx, `subject-${place}`, subjectName(ctx.locale, subject), subjectAddress(subject), books),
  )}${row(ctx, 'bargains', catalogue.bargains, `${paths.search}?sort=price`, bargains)}`;
}

const row = (
  ctx: PageContext,
  id: string,
  title: string,
  path: string,
  books: readonly Listing[],
  eager = false,
): Html =>
  books.length === 0
    ? nothing
    : shelf(ctx, { id, title, more: { href: ctx.url(path) }, books: books.map(cardBook), eager });

function subjectChips(ctx: PageContext, subjects: ShopWindow['subjects']): Html {
  if (subjects.length === 0) return nothing;
  const items = subjects.map(({ value, count }) => ({
    label: subjectName(ctx.locale, value),
    href: ctx.url(subjectAddress(value)),
    count,
  }));
  return html`<section class="home-subjects" aria-labelledby="subjects">${sectionHeading(ctx.t.catalogue.bySubject, nothing, 'subjects')}${chips(ctx, items)}</section>`;
}

function emptyShelves(ctx: PageContext): Html {
  const { catalogue, shell } = ctx.t;
  return emptyState({
    title: catalogue.emptyShopTitle,
    text: catalogue.emptyShopText,
    actions: linkButton(shell.publish, ctx.url(paths.publish), { kind: 'primary' }),
  });
}

function howItWorks(ctx: PageContext): Html {
  const { catalogue, guide, shell } = ctx.t;
  const publish = linkButton(shell.publish, ctx.url(paths.publish), { kind: 'primary', icon: 'add' });
  return html`<section class="how-it-works" aria-labelledby="buying">${sectionHeading(guide.buyerTitle, html`<a class="more-link" href="${ctx.url(paths.howItWorks)}">${shell.howItWorks}</a>`, 'buying')}${stepList(guide.buyer)}</section>
<section class="how-it-works" aria-labelledby="selling">${sectionHeading(guide.sellerTitle, nothing, 'selling')}${stepList(guide.seller)}</section>
<section class="invitation" aria-labelledby="sell"><div><h2 id="sell">${catalogue.sellTitle}</h2><p>${catalogue.sellText}</p></div>${publish}</section>`;
}

/** What search engines are told of the shop, and how they search in it. */
const shopFacts = ({ shop, url, locale }: PageContext): object => ({
  '@context': 'https://schema.org',
  '@type': 'WebSite',
  name: shop.name,
  url: shop.publicUrl + url(paths.home),
  inLanguage: locale,
  potentialAction: {
    '@type': 'SearchAction',
    target: `${shop.publicUrl}${url(paths.search)}?q={search_term_string}`,
    'query-input': 'required name=search_term_string',
  },
});
