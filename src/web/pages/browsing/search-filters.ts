import { conditions, type Facets, formats } from '../../../modules/catalogue/index.ts';
import type { ActiveFilter, Facet, FacetOption } from '../../components/filters.ts';
import type { PageContext } from '../../layout.ts';
import { formatMoney, languageName } from '../../messages/formats.ts';
import type { SearchRequest } from './read-search.ts';
import { listFilters, searchAddress } from './search-address.ts';
import { subjectName } from './subject-name.ts';

type ListFilter = (typeof listFilters)[number];

const mostOptions = 30;

/** What the filters offer: each value with the number of copies that it would leave. */
export function facetsOf(ctx: PageContext, search: SearchRequest, facets: Facets): Facet[] {
  const { book } = ctx.t;
  const titles: Record<ListFilter, string> = {
    condition: book.condition,
    language: book.language,
    format: book.format,
    subject: book.subjects,
    city: book.city,
  };
  return (['condition', 'subject', 'language', 'city', 'format'] as const).map((name) => ({
    name,
    title: titles[name],
    options: optionsOf(ctx, search, name, facets[name]),
  }));
}

function optionsOf(
  ctx: PageContext,
  search: SearchRequest,
  name: ListFilter,
  counted: Facets[ListFilter],
): FacetOption[] {
  const chosen = search[name] as readonly string[];
  const missing = chosen
    .filter((value) => !counted.some((option) => option.value === value))
    .map((value) => ({ value, count: 0 }));
  const shown = ordered(name, [
    ...counted.slice(0, mostOptions),
    ...counted.slice(mostOptions).filter(({ value }) => chosen.includes(value)),
    ...missing,
  ]);
  return shown.map(({ value, count }) => ({
    value,
    count,
    label: valueName(ctx, name, value),
    checked: chosen.includes(value),
  }));
}

/** Conditions and formats have an order of their own; the rest comes most frequent first. */
function ordered(name: ListFilter, options: Facets[ListFilter]): Facets[ListFilter] {
  const scale: readonly string[] | undefined =
    name === 'condition' ? conditions : name === 'format' ? formats : undefined;
  return scale ? options.toSorted((a, b) => scale.indexOf(a.value) - scale.indexOf(b.value)) : options;
}

/** A filter's value in the reader's words. */
export function valueName(ctx: PageContext, name: ListFilter, value: string): string {
  const { conditions: grades, formats: shapes } = ctx.t.book;
  if (name === 'condition') return grades[value as keyof typeof grades];
  if (name === 'format') return shapes[value as keyof typeof shapes];
  if (name === 'language') return languageName(ctx.locale, value);
  return name === 'subject' ? subjectName(ctx.locale, value) : value;
}

/** The filters that are set, each with the address of the same search without it. */
export function activeFiltersOf(ctx: PageContext, search: SearchRequest, sellerName: string): ActiveFilter[] {
  const { catalogue } = ctx.t;
  const without = (label: string, change: Partial<SearchRequest>): ActiveFilter => ({
    label,
    href: ctx.url(searchAddress({ ...search, ...change })),
  });
  const lists = listFilters.flatMap((name) =>
    search[name].map((value) =>
      without(valueName(ctx, name, value), {
        [name]: (search[name] as readonly string[]).filter((other) => other !== value),
      }),
    ),
  );
  const { seller, minPriceMinor, maxPriceMinor } = search;
  return [
    ...lists,
    ...(seller === undefined ? [] : [without(`${catalogue.seller}: ${sellerName}`, { seller: undefined })]),
    ...(minPriceMinor === undefined
      ? []
      : [without(catalogue.atLeast(formatMoney(ctx, minPriceMinor)), { minPrice: '', minPriceMinor: undefined })]),
    ...(maxPriceMinor === undefined
      ? []
      : [without(catalogue.atMost(formatMoney(ctx, maxPriceMinor)), { maxPrice: '', maxPriceMinor: undefined })]),
  ];
}
