import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { activeFilters, filtersPanel } from '../../components/filters.ts';
import { noticeBanner } from '../../components/notice.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { pagination } from '../../components/pagination.ts';
import { bookGrid } from '../../components/shelf.ts';
import { sortControl } from '../../components/sort-control.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatNumber } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { cardBook } from './card-book.ts';
import { nothingFound } from './nothing-found.ts';
import { countFilters, type SearchRequest } from './read-search.ts';
import { searchAddress, searchParameters, subjectAddress, withoutFilters } from './search-address.ts';
import { activeFiltersOf, facetsOf } from './search-filters.ts';
import type { FoundBooks } from './show-search.ts';
import { subjectName } from './subject-name.ts';

/** What a search found, with ways to narrow it. */
export function searchPage(ctx: PageContext, books: FoundBooks): Page {
  const { search, found } = books;
  const title = titleOf(ctx, search);
  return {
    ...addressed(ctx, search, found.items.length > 0 && !found.nearMatches),
    title: search.words === '' ? title : ctx.t.catalogue.resultsTitle(search.words),
    wide: true,
    search: search.words,
    body: html`${crumbs(ctx, search)}${pageHeading({ title })}${found.items.length === 0 && countFilters(search) === 0 ? nothingFound(ctx, books) : withFilters(ctx, books)}`,
  };
}

const withFilters = (ctx: PageContext, books: FoundBooks): Html =>
  html`<div class="with-filters">${filters(ctx, books)}<div>${priceNote(ctx, books.search)}${active(ctx, books)}${results(ctx, books)}</div></div>`;

/** A subject is a shelf of the shop; a search stands nowhere in particular. */
function crumbs(ctx: PageContext, search: SearchRequest): Html {
  const { shell } = ctx.t;
  if (onlySubject(search) === undefined) return nothing;
  return breadcrumbs(ctx, [
    { label: shell.home, href: ctx.url(paths.home) },
    { label: shell.explore, href: ctx.url(paths.search) },
  ]);
}

function titleOf(ctx: PageContext, search: SearchRequest): string {
  if (search.words !== '') return ctx.t.catalogue.resultsFor(search.words);
  const only = onlySubject(search);
  return only === undefined ? ctx.t.catalogue.everything : subjectName(ctx.locale, only);
}

const onlySubject = (search: SearchRequest): string | undefined =>
  search.words === '' && countFilters(search) === 1 ? search.subject[0] : undefined;

/** Search engines know the shop, its subjects and plain searches; not each way to narrow and order them. */
function addressed(
  ctx: PageContext,
  search: SearchRequest,
  worthKnowing: boolean,
): Pick<Page, 'canonical' | 'robots' | 'description'> {
  const { catalogue } = ctx.t;
  if (!worthKnowing || search.cursor !== undefined) return { robots: 'noindex' };
  const subject = onlySubject(search);
  if (subject !== undefined)
    return {
      canonical: subjectAddress(subject),
      description: catalogue.subjectDescription(subjectName(ctx.locale, subject)),
    };
  const canonical = searchAddress({ ...withoutFilters(search), sort: search.words === '' ? 'newest' : 'relevance' });
  return {
    canonical,
    description: search.words === '' ? catalogue.everythingDescription : catalogue.subjectDescription(search.words),
  };
}

// The counts of the whole shop are one object for about a second; so the panel made of them is, too.
const panelsOf = new WeakMap<object, Partial<Record<PageContext['locale'], Html>>>();

function filters(ctx: PageContext, { search, found }: FoundBooks): Html {
  if (
    search.words !== '' ||
    search.sort !== 'newest' ||
    countFilters(search) > 0 ||
    search.minPrice !== '' ||
    search.maxPrice !== ''
  )
    return panelOf(ctx, search, found);
  const known = panelsOf.get(found.facets) ?? {};
  panelsOf.set(found.facets, known);
  return (known[ctx.locale] ??= panelOf(ctx, search, found));
}

function panelOf(ctx: PageContext, search: SearchRequest, found: FoundBooks['found']): Html {
  const bare = withoutFilters(search);
  return filtersPanel(ctx, {
    action: ctx.url(paths.search),
    facets: facetsOf(ctx, search, found.facets),
    price: { min: search.minPrice, max: search.maxPrice },
    keep: Object.fromEntries([
      ...searchParameters(bare),
      ...(search.seller === undefined ? [] : [['seller', search.seller] as const]),
    ]),
    active: countFilters(search),
    clearHref: ctx.url(searchAddress(bare)),
  });
}

function priceNote(ctx: PageContext, search: SearchRequest): Html {
  const unread = (text: string, minor: number | undefined): boolean => text.trim() !== '' && minor === undefined;
  const note = unread(search.minPrice, search.minPriceMinor) || unread(search.maxPrice, search.maxPriceMinor);
  return note ? noticeBanner({ kind: 'info', text: ctx.t.catalogue.priceNotRead }) : nothing;
}

const active = (ctx: PageContext, { search, sellerName }: FoundBooks): Html =>
  countFilters(search) === 0 ? nothing : activeFilters(ctx, activeFiltersOf(ctx, search, sellerName));

function results(ctx: PageContext, books: FoundBooks): Html {
  const { search, found } = books;
  if (found.items.length === 0) return nothingFound(ctx, books);
  const { catalogue } = ctx.t;
  const count = catalogue.results(found.total, formatNumber(ctx, found.total) + (found.totalIsExact ? '' : '+'));
  return html`${readingNote(ctx, books)}<div class="results-bar"><p>${found.nearMatches ? catalogue.similar : count}</p>${sorting(ctx, search)}</div>${bookGrid(ctx, found.items.map(cardBook), { eager: true, level: 2 })}${pages(ctx, books)}`;
}

/** Says when the answer is not to the question as it was typed. */
function readingNote(ctx: PageContext, { search, found }: FoundBooks): Html {
  const { catalogue } = ctx.t;
  if (found.nearMatches)
    return html`<div class="search-note"><p class="search-note-title">${catalogue.noResultsTitle(search.words)}</p><p>${catalogue.didYouMean(search.words)}</p></div>`;
  if (found.corrected === null) return nothing;
  return html`<p class="search-note">${catalogue.corrected(search.words)} <strong>${catalogue.correctedTo(found.corrected)}</strong></p>`;
}

function sorting(ctx: PageContext, search: SearchRequest): Html {
  const { catalogue } = ctx.t;
  const options = [
    ...(search.words === '' ? [] : [{ value: 'relevance', label: catalogue.sortRelevance }]),
    { value: 'newest', label: catalogue.sortNewest },
    { value: 'price', label: catalogue.sortCheapest },
    { value: '-price', label: catalogue.sortDearest },
  ];
  return sortControl(ctx, {
    action: ctx.url(paths.search),
    options,
    value: search.sort,
    keep: searchParameters(search).filter(([name]) => name !== 'sort'),
  });
}

function pages(ctx: PageContext, { search, found }: FoundBooks): Html {
  return pagination(ctx, {
    next: found.nextCursor === null ? undefined : ctx.url(searchAddress(search, found.nextCursor)),
    first: search.cursor === undefined ? undefined : ctx.url(searchAddress(search)),
  });
}
