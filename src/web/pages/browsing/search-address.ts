import { paths } from '../../paths.ts';
import type { SearchRequest } from './read-search.ts';

export const listFilters = ['condition', 'language', 'format', 'subject', 'city'] as const;

/** The parameters of a search, in one order, so that one search has one address. A cursor belongs to one page only and is left out. */
export function searchParameters(search: SearchRequest): [name: string, value: string][] {
  const parameters: [string, string][] = [];
  if (search.words !== '') parameters.push(['q', search.words]);
  for (const name of listFilters) for (const value of search[name]) parameters.push([name, value]);
  if (search.seller !== undefined) parameters.push(['seller', search.seller]);
  if (search.minPrice !== '') parameters.push(['minPrice', search.minPrice]);
  if (search.maxPrice !== '') parameters.push(['maxPrice', search.maxPrice]);
  if (search.sort !== defaultSort(search)) parameters.push(['sort', search.sort]);
  return parameters;
}

const defaultSort = ({ words }: SearchRequest): SearchRequest['sort'] => (words === '' ? 'newest' : 'relevance');

/** The address of a search, without the locale's prefix. */
export function searchAddress(search: SearchRequest, cursor?: string): string {
  const parameters = searchParameters(search);
  if (cursor !== undefined) parameters.push(['cursor', cursor]);
  if (parameters.length === 0) return paths.search;
  return `${paths.search}?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** Where all books of a subject are. */
export const subjectAddress = (subject: string): string => `${paths.search}?subject=${encodeURIComponent(subject)}`;

/** Where all books that these words find are. */
export const wordsAddress = (words: string): string =>
  `${paths.search}?q=${encodeURIComponent(words.slice(0, 200).toWellFormed())}`;

/** The same search without its filters. */
export const withoutFilters = (search: SearchRequest): SearchRequest => ({
  ...search,
  condition: [],
  language: [],
  format: [],
  subject: [],
  city: [],
  seller: undefined,
  minPrice: '',
  maxPrice: '',
  minPriceMinor: undefined,
  maxPriceMinor: undefined,
});
