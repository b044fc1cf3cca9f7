import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { chips } from '../../components/chips.ts';
import { activeFilters, filtersPanel } from '../../components/filters.ts';
import { hero } from '../../components/hero.ts';
import { pageHeading, sectionHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { searchBox } from '../../components/search-box.ts';
import { bookGrid, shelf } from '../../components/shelf.ts';
import { sortControl } from '../../components/sort-control.ts';
import { stepList } from '../../components/steps.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { previewBooks } from './books.ts';
import { copyPage } from './copy-page.ts';
import { formsPage } from './forms-page.ts';
import { ordersPage } from './orders-page.ts';
import { confirmationPage, statesPage } from './states-page.ts';

/** Pages that together show every component. */
export function previewPages(ctx: PageContext): Record<string, Page> {
  return {
    home: homePage(ctx),
    search: searchPage(ctx),
    copy: copyPage(ctx),
    forms: formsPage(ctx),
    orders: ordersPage(ctx),
    states: statesPage(ctx),
    confirmation: confirmationPage(ctx),
  };
}

function homePage(ctx: PageContext): Page {
  const { t } = ctx;
  return {
    title: ctx.shop.name,
    description: t.shell.tagline,
    wide: true,
    ownSearch: true,
    canonical: '/',
    body: html`${hero(t.catalogue.homeTitle, t.catalogue.homeLead, searchBox(ctx, '', true))}
${shelf(ctx, { id: 'new', title: t.shell.newest, more: { href: '/search' }, books: previewBooks.slice(0, 12), eager: true })}
${shelf(ctx, { id: 'two', title: 'Literatura colombiana', more: { href: '/search' }, books: previewBooks.slice(12) })}
${sectionHeading(t.catalogue.bySubject)}${chips(
  ctx,
  ['Novela', 'Poesía', 'Historia', 'Ciencia', 'Infantil', 'Filosofía', 'Crónica'].map((label, place) => ({
    label,
    href: '/search',
    count: 1300 - place * 190,
  })),
)}${sectionHeading(t.guide.buyerTitle)}${stepList(t.guide.buyer)}${sectionHeading(t.guide.sellerTitle)}${stepList(t.guide.seller)}`,
  };
}

function searchPage(ctx: PageContext): Page {
  const { t } = ctx;
  const sort = sortControl(ctx, {
    action: '/search',
    value: 'newest',
    keep: [['q', 'borges']],
    options: [
      { value: 'relevance', label: t.catalogue.sortRelevance },
      { value: 'newest', label: t.catalogue.sortNewest },
    ],
  });
  const active = activeFilters(ctx, [{ label: t.book.conditions.very_good, href: '/search' }]);
  return {
    title: t.catalogue.resultsFor('borges'),
    wide: true,
    search: 'borges',
    robots: 'noindex',
    body: html`${breadcrumbs(ctx, [{ label: t.shell.home, href: '/' }])}${pageHeading({ title: t.catalogue.resultsFor('borges') })}
<div class="with-filters">${filters(ctx)}<div><div class="results-bar"><p>${t.catalogue.results(1204, '1.204')}</p>${sort}</div>${active}${bookGrid(ctx, previewBooks, { eager: true, level: 2 })}${pagination(ctx, { next: '/search?cursor=x', first: '/search' })}</div></div>`,
  };
}

function filters(ctx: PageContext): Html {
  const { book } = ctx.t;
  const { fine, very_good, good } = book.conditions;
  const cities = ['Bogotá', 'Medellín', 'Cali', 'Pasto', 'Neiva', 'Tunja', 'Pereira', 'Quibdó'];
  return filtersPanel(ctx, {
    action: '/search',
    keep: { q: 'borges' },
    active: 2,
    clearHref: '/search?q=borges',
    price: { min: '', max: '40.000' },
    facets: [
      {
        name: 'condition',
        title: book.condition,
        options: [option(fine, 12), option(very_good, 31, true), option(good, 1204)],
      },
      { name: 'language', title: book.language, options: [option('español', 311), option('inglés', 92)] },
      { name: 'city', title: book.city, options: cities.map((city, place) => option(city, 90 - place)) },
    ],
  });
}

const option = (label: string, count: number, checked = false) => ({ value: label, label, count, checked });
