import type { SearchDocument } from '../../src/modules/catalogue/search/search-index.ts';
import * as words from './words.ts';

/** Listings for each edition that could be offered; those that nobody offers are never generated. */
const EDITIONS_A_LISTING = 0.6;
const POPULARITY_EXPONENT = 0.9;
const BATCH = 1000;
const FIRST_PUBLISHED = Date.UTC(2024, 0, 1);
const CONDITIONS = ['new', 'as_new', 'fine', 'very_good', 'good', 'fair', 'poor'] as const;
const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

type Random = () => number;

/** The same numbers for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A place from 0 to count − 1; the first are chosen most often, after Zipf. */
const zipf = (random: Random, count: number, exponent = POPULARITY_EXPONENT): number => {
  const power = 1 - exponent;
  return Math.min(count - 1, Math.floor(((count ** power - 1) * random() + 1) ** (1 / power)) - 1);
};

const pick = (random: Random, list: readonly string[]): string => list[zipf(random, list.length, 0.7)] ?? '';
const evenly = (random: Random, list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const SPANISH_TITLES: readonly ((r: Random) => string)[] = [
  (r) => `La ${pick(r, words.SPANISH_NOUNS)} de ${pick(r, words.SPANISH_NOUNS)}`,
  (r) => `El ${pick(r, words.SPANISH_NOUNS)} y la ${pick(r, words.SPANISH_NOUNS)}`,
  (r) => `${capital(pick(r, words.SPANISH_NOUNS))} ${pick(r, words.SPANISH_ADJECTIVES)}`,
  (r) => `${capital(pick(r, words.SPANISH_NOUNS))} de ${evenly(r, words.PLACES)}`,
  (r) => `Cien ${pick(r, words.SPANISH_NOUNS)}s en ${evenly(r, words.PLACES)}`,
  (r) => `${evenly(r, words.FIRST_NAMES)} y el ${pick(r, words.SPANISH_NOUNS)} ${pick(r, words.SPANISH_ADJECTIVES)}`,
  (r) =>
    `${capital(pick(r, words.SPANISH_NOUNS))} ${pick(r, words.SPANISH_ADJECTIVES)} de la ${pick(r, words.SPANISH_NOUNS)}`,
  (r) => `Los ${pick(r, words.SPANISH_NOUNS)}s de ${rareName(r)}`,
];

const ENGLISH_TITLES: readonly ((r: Random) => string)[] = [
  (r) => `The ${pick(r, words.ENGLISH_NOUNS)} of the ${pick(r, words.ENGLISH_NOUNS)}`,
  (r) => `The ${pick(r, words.ENGLISH_ADJECTIVES)} ${pick(r, words.ENGLISH_NOUNS)}`,
  (r) => `A ${pick(r, words.ENGLISH_NOUNS)} in ${evenly(r, words.PLACES)}`,
  (r) => `${capital(pick(r, words.ENGLISH_NOUNS))} and ${pick(r, words.ENGLISH_NOUNS)}`,
  (r) =>
    `${capital(pick(r, words.ENGLISH_ADJECTIVES))} ${pick(r, words.ENGLISH_NOUNS)} (${evenly(r, words.PLACES)} #${1 + Math.floor(r() * 9)})`,
  (r) =>
    `${rareName(r)}'s ${pick(r, words.ENGLISH_NOUNS)}: A ${pick(r, words.ENGLISH_ADJECTIVES)} ${pick(r, words.ENGLISH_NOUNS)}`,
];

/** A name that few share: some of so many names, the first of which are the most frequent. */
const RARE_NAMES = 100_000;

function rareName(random: Random): string {
  const own = randomOf(1_000_003 + zipf(random, RARE_NAMES, 0.6));
  const syllables = Array.from({ length: 2 + Math.floor(own() * 2) }, () => evenly(own, words.SYLLABLES));
  return capital(`${syllables.join('')}${evenly(own, ['n', 's', 'r', 'z', 'no', 'do', ''])}`);
}

const surname = (random: Random): string => (random() < 0.6 ? pick(random, words.SURNAMES) : rareName(random));

const authorOf = (random: Random): string =>
  random() < 0.4
    ? `${evenly(random, words.FIRST_NAMES)} ${surname(random)} ${surname(random)}`
    : `${evenly(random, words.FIRST_NAMES)} ${surname(random)}`;

function isbnOf(number: number): string {
  const twelve = `978${String(100_000_000 + number).padStart(9, '0')}`;
  const sum = Array.from(twelve).reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return twelve + String((10 - (sum % 10)) % 10);
}

type Edition = Omit<
  SearchDocument,
  'listingId' | 'version' | 'listed' | 'condition' | 'priceMinor' | 'city' | 'sellerId' | 'publishedAt'
>;

/** The same number is always the same edition. */
export function editionOf(number: number): Edition {
  const random = randomOf(number * 7919 + 17);
  const isSpanish = random() < 0.7;
  const titles = isSpanish ? SPANISH_TITLES : ENGLISH_TITLES;
  const title = titles[Math.floor(random() * titles.length)]?.(random) ?? '';
  return {
    editionId: idOf('E', number),
    workId: idOf('W', number),
    isbn: random() < 0.9 ? isbnOf(number) : null,
    title: random() < 0.3 ? `${title}, ${1 + Math.floor(random() * 20)}` : title,
    authors: random() < 0.15 ? [authorOf(random), authorOf(random)] : [authorOf(random)],
    publisher: evenly(random, words.PUBLISHERS),
    language: isSpanish ? 'es' : random() < 0.85 ? 'en' : random() < 0.6 ? 'fr' : 'pt',
    format: random() < 0.6 ? 'paperback' : random() < 0.7 ? 'hardcover' : 'other',
    subjects:
      random() < 0.2 ? [pick(random, words.SUBJECTS), pick(random, words.SUBJECTS)] : [pick(random, words.SUBJECTS)],
  };
}

/** Twenty-six characters in the order of their numbers, as the shop's own ids have. */
function idOf(kind: string, number: number): string {
  let digits = '';
  for (let rest = number; digits.length < 10; rest = Math.floor(rest / 32)) digits = BASE_32.charAt(rest % 32) + digits;
  return `01J${kind}${'0'.repeat(12)}${digits}`;
}

function listingOf(number: number, count: number, random: Random): SearchDocument {
  const edition = editionOf(zipf(random, Math.ceil(count * EDITIONS_A_LISTING)));
  const publishedAt = FIRST_PUBLISHED + number * 61_000;
  const isBigSeller = random() < 0.02;
  return {
    ...edition,
    listingId: idOf('L', number),
    version: publishedAt + Math.floor(random() * 1e9),
    listed: true,
    condition: CONDITIONS[Math.floor(random() ** 0.8 * CONDITIONS.length)] ?? 'good',
    priceMinor: 100_000 * Math.max(3, Math.round(10 + 25 * (random() + random() + random()) ** 2)),
    city: pick(random, words.CITIES),
    sellerId: idOf('S', isBigSeller ? 0 : 1 + zipf(random, Math.max(12, Math.ceil(count / 500)), 0.5)),
    publishedAt,
  };
}

/** A shop of so many listings, always the same one, in batches and in the order of their publication. */
export async function* generateListings(count: number, seed = 1): AsyncGenerator<SearchDocument[]> {
  const random = randomOf(seed);
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    yield Array.from({ length: size }, (_, at) => listingOf(from + at, count, random));
  }
}

/** How many editions a shop of so many listings is drawn from; the first are offered most. */
export const editionsOf = (count: number): number => Math.ceil(count * EDITIONS_A_LISTING);
