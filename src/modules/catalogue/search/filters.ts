import type { FactMirror } from './facts.ts';
import { FORMATS } from './facts.ts';
import type { Mirror } from './mirror.ts';
import {
  COUNTED_MATCHES,
  emptyFacets,
  FACET_NAMES,
  type FacetName,
  type Facets,
  SEARCH_CONDITIONS,
  type SearchQuery,
} from './search-index.ts';

/** For each number of a value, whether it was chosen; null where anything goes. */
type Choice = Uint8Array | null;

const MOST_VALUES = 50;

/** A value that no listing has chooses nothing, which is not the same as no choice. */
function choiceOf(size: number, ids: readonly number[] | undefined, lowest = 1): Choice {
  if (ids === undefined || ids.length === 0) return null;
  const choice = new Uint8Array(size);
  for (const id of ids) if (id >= lowest) choice[id] = 1;
  return choice;
}

const placeIn = (values: readonly string[], value: string): number => values.indexOf(value);

function subjectChoice(facts: FactMirror, subjects: readonly string[] | undefined): Choice {
  if (subjects === undefined || subjects.length === 0) return null;
  const ids = new Set(subjects.map((subject) => facts.idOf('subject', subject)));
  return Uint8Array.from(facts.subjectSets, (set) => (set.some((id) => ids.has(id)) ? 1 : 0));
}

const CONDITION = 1;
const LANGUAGE = 2;
const FORMAT = 4;
const SUBJECT = 8;
const CITY = 16;

/** The filters of one query, ready to be asked of listing rows. */
export class Filters {
  readonly #mirror: Mirror;
  readonly #condition: Choice;
  readonly #language: Choice;
  readonly #format: Choice;
  readonly #subjects: Choice;
  readonly #city: Choice;
  readonly seller: number | null;
  readonly min: number;
  readonly max: number;
  /** True where every listed copy passes. */
  readonly passAll: boolean;

  constructor(mirror: Mirror, query: SearchQuery) {
    const { facts } = mirror;
    const ids = (kind: 'language' | 'city', values: readonly string[] | undefined) =>
      values?.map((value) => facts.idOf(kind, value));
    this.#mirror = mirror;
    this.#condition = choiceOf(
      SEARCH_CONDITIONS.length,
      query.condition?.map((value) => placeIn(SEARCH_CONDITIONS, value)),
      0,
    );
    this.#language = choiceOf(facts.values.language.length, ids('language', query.language));
    this.#format = choiceOf(
      FORMATS.length,
      query.format?.map((value) => placeIn(FORMATS, value)),
    );
    this.#city = choiceOf(facts.values.city.length, ids('city', query.city));
    this.#subjects = subjectChoice(facts, query.subject);
    this.seller = query.sellerId === undefined ? null : facts.sellerId(query.sellerId);
    this.min = query.minPriceMinor ?? Number.NEGATIVE_INFINITY;
    this.max = query.maxPriceMinor ?? Number.POSITIVE_INFINITY;
    const choices = [this.#condition, this.#language, this.#format, this.#city, this.#subjects];
    this.passAll =
      choices.every((choice) => choice === null) &&
      this.seller === null &&
      query.minPriceMinor === undefined &&
      query.maxPriceMinor === undefined;
  }

  /** Which filters a listing fails, one bit each; −1 for those that are no facet. 0 passes. */
  failures(row: number): number {
    const { listings, editions } = this.#mirror;
    if (this.passAll) return 0;
    const price = listings.price[row] ?? 0;
    if (price < this.min || price > this.max) return -1;
    if (this.seller !== null && listings.seller[row] !== this.seller) return -1;
    const edition = listings.edition[row] ?? 0;
    return (
      failed(this.#condition, listings.condition[row], CONDITION) |
      failed(this.#city, listings.city[row], CITY) |
      failed(this.#language, editions.language[edition], LANGUAGE) |
      failed(this.#format, editions.format[edition], FORMAT) |
      failed(this.#subjects, editions.subjects[edition], SUBJECT)
    );
  }
}

const failed = (choice: Choice, value: number | undefined, bit: number): number =>
  choice === null || choice[value ?? 0] === 1 ? 0 : bit;

/** Counts listings by what can be chosen; see `Facets`. Stops where more than 1,000 passed. */
export class FacetCounter {
  /** Listings that passed all filters, and were counted. */
  passed = 0;
  readonly #mirror: Mirror;
  readonly #filters: Filters;
  readonly #wanted: boolean;
  readonly #counts: Record<FacetName, Uint32Array>;
  readonly #most: number;

  constructor(mirror: Mirror, filters: Filters, wanted: boolean, most = COUNTED_MATCHES) {
    const { values } = mirror.facts;
    this.#mirror = mirror;
    this.#filters = filters;
    this.#wanted = wanted;
    this.#most = most;
    this.#counts = {
      condition: new Uint32Array(SEARCH_CONDITIONS.length),
      language: new Uint32Array(values.language.length),
      format: new Uint32Array(FORMATS.length),
      subject: new Uint32Array(values.subject.length),
      city: new Uint32Array(values.city.length),
    };
  }

  get isFull(): boolean {
    return this.passed > this.#most;
  }

  get total(): number {
    return Math.min(this.passed, this.#most);
  }

  /** Counts a listed row; true where it passes all filters. */
  take(row: number): boolean {
    const failures = this.#filters.passAll ? 0 : this.#filters.failures(row);
    if (failures < 0) return false;
    if (this.passed > this.#most) return failures === 0;
    if (failures === 0) this.passed++;
    if (this.#wanted) this.#count(row, failures);
    return failures === 0;
  }

  #count(row: number, failures: number): void {
    const { listings, editions, facts } = this.#mirror;
    const { condition, city, language, format, subject } = this.#counts;
    const edition = listings.edition[row] ?? 0;
    if ((failures & ~CONDITION) === 0) increment(condition, listings.condition[row] ?? 0);
    if ((failures & ~CITY) === 0) increment(city, listings.city[row] ?? 0);
    if ((failures & ~LANGUAGE) === 0) increment(language, editions.language[edition] ?? 0);
    if ((failures & ~FORMAT) === 0) increment(format, editions.format[edition] ?? 0);
    if ((failures & ~SUBJECT) !== 0) return;
    const subjects = facts.subjectSets[editions.subjects[edition] ?? 0] ?? [];
    for (const id of subjects) increment(subject, id);
  }

  facets(): Facets {
    const facets = emptyFacets();
    if (!this.#wanted) return facets;
    const { values } = this.#mirror.facts;
    const names: Record<FacetName, readonly string[]> = { ...values, condition: SEARCH_CONDITIONS, format: FORMATS };
    for (const facet of FACET_NAMES) {
      const first = facet === 'condition' ? 0 : 1;
      const counts = this.#counts[facet];
      for (let id = first; id < counts.length; id++) {
        const count = counts[id] ?? 0;
        if (count > 0) facets[facet].push({ value: names[facet][id] ?? '', count });
      }
      facets[facet].sort((a, b) => b.count - a.count);
      facets[facet].splice(MOST_VALUES);
    }
    return facets;
  }
}

function increment(counts: Uint32Array, id: number): void {
  counts[id] = (counts[id] ?? 0) + 1;
}
