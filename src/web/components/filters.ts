import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { currencySymbol, formatNumber } from '../messages/formats.ts';

export interface FacetOption {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly checked: boolean;
}

export interface Facet {
  /** The parameter of the address. */
  readonly name: string;
  readonly title: string;
  readonly options: readonly FacetOption[];
}

export interface Filters {
  /** Localised path of the search page. */
  readonly action: string;
  readonly facets: readonly Facet[];
  /** As typed, in major units; absent: no price filter. */
  readonly price?: { readonly min: string; readonly max: string } | undefined;
  /** What else the address carries and must keep: `q`, `sort`, `seller`. */
  readonly keep: Readonly<Record<string, string>>;
  /** How many are set. */
  readonly active: number;
  readonly clearHref: string;
}

/** The filters of a search: a form that gets, open beside the results on a wide screen, folded above them on a phone. */
export function filtersPanel(ctx: PageContext, filters: Filters): Html {
  const { catalogue } = ctx.t;
  return html`<details class="filters" data-filters><summary>${catalogue.filters}${filters.active > 0 ? html` <b class="count">${filters.active}</b>` : nothing}</summary><filter-form><form action="${filters.action}">${Object.entries(
    filters.keep,
  ).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}${filters.price ? priceRange(ctx, filters.price) : nothing}${filters.facets.map((facet) => facetGroup(ctx, facet))}<div class="filter-actions"><button class="button primary">${catalogue.showResults}</button>${
    filters.active > 0
      ? html`<a class="button quiet" href="${filters.clearHref}">${catalogue.clearFilters}</a>`
      : nothing
  }</div></form></filter-form></details>`;
}

const shownAtOnce = 6;

function facetGroup(ctx: PageContext, facet: Facet): Html {
  if (facet.options.length === 0) return nothing;
  const boxes = facet.options.map((option) => box(ctx, facet.name, option));
  const rest = boxes.slice(shownAtOnce);
  const open = facet.options.slice(shownAtOnce).some((option) => option.checked);
  return html`<fieldset class="facet"><legend>${facet.title}</legend>${boxes.slice(0, shownAtOnce)}${
    rest.length > 0
      ? html`<details class="facet-rest"${open ? ' open' : ''}><summary>${ctx.t.catalogue.moreOptions(rest.length)}</summary>${rest}</details>`
      : nothing
  }</fieldset>`;
}

function box(ctx: PageContext, name: string, option: FacetOption): Html {
  return html`<label><input type="checkbox" name="${name}" value="${option.value}"${option.checked ? ' checked' : ''}><span>${option.label}</span> <small>${formatNumber(ctx, option.count)}</small></label>`;
}

function priceRange(ctx: PageContext, { min, max }: { min: string; max: string }): Html {
  const { book, catalogue } = ctx.t;
  const symbol = currencySymbol(ctx);
  const end = (name: string, label: string, value: string) =>
    html`<label>${label} <span class="money-input"><span aria-hidden="true">${symbol}</span><input name="${name}" value="${value}" inputmode="numeric" autocomplete="off" maxlength="15"></span></label>`;
  return html`<fieldset class="facet price-range"><legend>${book.price}</legend>${end('minPrice', catalogue.priceFrom, min)}${end('maxPrice', catalogue.priceTo, max)}</fieldset>`;
}

export interface ActiveFilter {
  readonly label: string;
  /** The same search without it. */
  readonly href: string;
}

/** The filters that are set, each of which can be taken off. */
export function activeFilters(ctx: PageContext, active: readonly ActiveFilter[]): Html {
  if (active.length === 0) return nothing;
  return html`<ul class="active-filters">${active.map(
    ({ label, href }) =>
      html`<li><a href="${href}" aria-label="${ctx.t.catalogue.removeFilter(label)}">${label} <span aria-hidden="true">×</span></a></li>`,
  )}</ul>`;
}
