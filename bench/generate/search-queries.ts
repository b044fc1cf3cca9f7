import { foldText } from '../../src/modules/catalogue/search/fold-text.ts';
import type { SearchQuery } from '../../src/modules/catalogue/search/search-index.ts';
import { editionOf, editionsOf, randomOf } from './generate-listings.ts';

type Random = () => number;

/** Queries of one kind, by the seed of their words. */
export interface QueryKind {
  readonly name: string;
  readonly query: (random: Random, listings: number) => SearchQuery;
}

const LIMIT = 24;

/** Words of a book that is on sale more or less often. */
function bookWords(random: Random, listings: number): string[] {
  const edition = editionOf(Math.floor(random() ** 2 * editionsOf(listings)));
  return foldText(`${edition.title} ${edition.authors[0] ?? ''}`).match(/[a-z0-9]+/g) ?? [];
}

function someWords(random: Random, listings: number, count: number): string {
  const words = bookWords(random, listings).filter((word) => word.length > 2);
  const start = Math.floor(random() * Math.max(1, words.length - count + 1));
  return words.slice(start, start + count).join(' ');
}

function withTypo(random: Random, text: string): string {
  const place = 1 + Math.floor(random() * Math.max(1, text.length - 2));
  const kind = random();
  if (kind < 0.35) return text.slice(0, place) + text.slice(place + 1);
  if (kind < 0.7) return text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2);
  return `${text.slice(0, place)}x${text.slice(place + 1)}`;
}

const COMMON = ['historia', 'vida', 'de', 'la', 'the', 'casa', 'garcia', 'noche', 'life', 'el amor', 'historia de'];
const common = (random: Random): string => COMMON[Math.floor(random() * COMMON.length)] ?? 'vida';
const oneToThree = (random: Random, listings: number): string =>
  someWords(random, listings, 1 + Math.floor(random() * 3));
const filters = { condition: ['good', 'very_good'], minPriceMinor: 2_000_000, maxPriceMinor: 6_000_000, limit: LIMIT };

export const QUERY_KINDS: readonly QueryKind[] = [
  { name: 'one word', query: (r, n) => ({ q: someWords(r, n, 1), limit: LIMIT }) },
  { name: 'two words', query: (r, n) => ({ q: someWords(r, n, 2), limit: LIMIT }) },
  { name: 'three words', query: (r, n) => ({ q: someWords(r, n, 3), limit: LIMIT }) },
  { name: '1–3 words, facets', query: (r, n) => ({ q: oneToThree(r, n), limit: LIMIT, facets: true }) },
  { name: '1–3 words, price filter', query: (r, n) => ({ q: oneToThree(r, n), ...filters, facets: true }) },
  {
    name: '1–3 words, by price',
    query: (r, n) => ({ q: oneToThree(r, n), sort: 'price', limit: LIMIT, facets: true }),
  },
  { name: '1–3 words, by −price', query: (r, n) => ({ q: oneToThree(r, n), sort: '-price', limit: LIMIT }) },
  { name: '1–3 words, newest', query: (r, n) => ({ q: oneToThree(r, n), sort: 'newest', limit: LIMIT, facets: true }) },
  { name: '1–3 words, typo', query: (r, n) => ({ q: withTypo(r, oneToThree(r, n)), limit: LIMIT, facets: true }) },
  { name: 'prefix', query: (r, n) => ({ q: someWords(r, n, 2).slice(0, -2), limit: LIMIT }) },
  { name: 'glued words', query: (r, n) => ({ q: someWords(r, n, 2).replace(' ', ''), limit: LIMIT }) },
  {
    name: 'nothing matches',
    query: (r, n) => ({ q: `${someWords(r, n, 2)} qwzx ${someWords(r, n, 1)}`, limit: LIMIT }),
  },
  { name: 'common words', query: (r) => ({ q: common(r), limit: LIMIT, facets: true }) },
  { name: 'common words, by price', query: (r) => ({ q: common(r), sort: 'price', limit: LIMIT, facets: true }) },
  { name: 'common words, filter', query: (r) => ({ q: common(r), ...filters, city: ['Mocoa'], facets: true }) },
  { name: 'ISBN', query: (r, n) => ({ q: editionOf(Math.floor(r() * editionsOf(n))).isbn ?? '', limit: LIMIT }) },
  { name: 'browse newest', query: () => ({ limit: LIMIT, facets: true }) },
  { name: 'browse by price', query: () => ({ sort: 'price', limit: LIMIT, facets: true }) },
  { name: 'browse, one filter', query: () => ({ language: ['en'], limit: LIMIT, facets: true }) },
  { name: 'browse, rare filters', query: () => ({ city: ['Mocoa'], language: ['pt'], limit: LIMIT, facets: true }) },
  { name: 'browse, filters, price', query: () => ({ ...filters, sort: 'price', facets: true }) },
  { name: 'big seller', query: () => ({ sellerId: `01JS${'0'.repeat(22)}`, limit: LIMIT, facets: true }) },
];

export const randomQueries = (kind: QueryKind, count: number, listings: number): SearchQuery[] => {
  const random = randomOf(99);
  return Array.from({ length: count }, () => kind.query(random, listings)).filter((query) => query.q !== '');
};
