import {
  type Condition,
  conditions,
  type Format,
  formats,
  type SearchFilters,
} from '../../../modules/catalogue/index.ts';
import { isId } from '../../../platform/ids.ts';
import { readMoneyMinor } from '../../read-money.ts';
import type { PageRequest } from '../../route.ts';

export type SearchSort = NonNullable<SearchFilters['sort']>;
const sorts: readonly SearchSort[] = ['relevance', 'price', '-price', 'newest'];

/** What the address of a search asks for: bounded, and nothing in it that a filter doesn't know. */
export interface SearchRequest {
  readonly words: string;
  readonly condition: readonly Condition[];
  readonly language: readonly string[];
  readonly format: readonly Format[];
  readonly subject: readonly string[];
  readonly city: readonly string[];
  readonly seller: string | undefined;
  /** As typed, in major units. */
  readonly minPrice: string;
  readonly maxPrice: string;
  readonly minPriceMinor: number | undefined;
  readonly maxPriceMinor: number | undefined;
  readonly sort: SearchSort;
  readonly cursor: string | undefined;
}

const longestWords = 200;
const longestValue = 80;
const longestPrice = 20;
const longestCursor = 2000;
const mostValues = 10;

type Query = PageRequest['query'];

/** Reads a search from its address; whatever is too long is cut, whatever is unknown is left out. */
export function readSearch(query: Query, currency: string): SearchRequest {
  const words = one(query, 'q', longestWords).trim();
  const seller = one(query, 'seller', longestValue);
  const cursor = one(query, 'cursor', longestCursor);
  return {
    words,
    condition: known(query, 'condition', conditions),
    language: all(query, 'language'),
    format: known(query, 'format', formats),
    subject: all(query, 'subject'),
    city: all(query, 'city'),
    seller: isId(seller) ? seller : undefined,
    ...readPrices(one(query, 'minPrice', longestPrice), one(query, 'maxPrice', longestPrice), currency),
    sort: sortOf(one(query, 'sort', longestValue), words),
    cursor: cursor === '' ? undefined : cursor,
  };
}

/** Prices in the wrong order are meant the other way round. */
function readPrices(minPrice: string, maxPrice: string, currency: string) {
  const minPriceMinor = readMoneyMinor(minPrice, currency);
  const maxPriceMinor = readMoneyMinor(maxPrice, currency);
  const prices = { minPrice, maxPrice, minPriceMinor, maxPriceMinor };
  if (minPriceMinor === undefined || maxPriceMinor === undefined || minPriceMinor <= maxPriceMinor) return prices;
  return { minPrice: maxPrice, maxPrice: minPrice, minPriceMinor: maxPriceMinor, maxPriceMinor: minPriceMinor };
}

/** Without words there is nothing to resemble: the newest come first. */
function sortOf(sort: string, words: string): SearchSort {
  const fallback = words === '' ? 'newest' : 'relevance';
  const found = sorts.find((one) => one === sort) ?? fallback;
  return found === 'relevance' ? fallback : found;
}

/** A cut may fall between the halves of a character, which no address can carry. */
const cut = (text: string, longest: number): string =>
  (text.length > longest ? text.slice(0, longest) : text).toWellFormed();

function one(query: Query, name: string, longest: number): string {
  const value = query[name];
  if (value === undefined) return '';
  return cut(typeof value === 'string' ? value : (value[0] ?? ''), longest);
}

function all(query: Query, name: string): string[] {
  const value = query[name];
  if (value === undefined) return [];
  const values = (typeof value === 'string' ? [value] : value.slice(0, mostValues)).map((text) =>
    cut(text, longestValue).trim(),
  );
  return [...new Set(values)].filter((text) => text !== '');
}

const known = <T extends string>(query: Query, name: string, values: readonly T[]): T[] => {
  const asked = all(query, name);
  return asked.length === 0 ? [] : values.filter((value) => asked.includes(value));
};

/** How many filters are set; words and order are none. */
export const countFilters = (search: SearchRequest): number =>
  search.condition.length +
  search.language.length +
  search.format.length +
  search.subject.length +
  search.city.length +
  Number(search.seller !== undefined) +
  Number(search.minPriceMinor !== undefined) +
  Number(search.maxPriceMinor !== undefined);
