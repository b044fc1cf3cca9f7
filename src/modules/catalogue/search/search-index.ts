/** The seven grades, best first; a listing's grade is kept as its place in this list. */
export const SEARCH_CONDITIONS = ['new', 'as_new', 'fine', 'very_good', 'good', 'fair', 'poor'] as const;

export type SearchCondition = (typeof SEARCH_CONDITIONS)[number];

/** What the index knows of one listing. Text and facts of its edition are taken from the newest document that names it. */
export interface SearchDocument {
  readonly listingId: string;
  /** Milliseconds of the last change: an older version never overwrites a newer one. */
  readonly version: number;
  /** False removes the listing from every answer. */
  readonly listed: boolean;
  readonly editionId: string;
  readonly workId: string;
  readonly isbn: string | null;
  readonly title: string;
  readonly authors: readonly string[];
  readonly publisher: string | null;
  readonly language: string | null;
  readonly format: 'hardcover' | 'paperback' | 'other' | null;
  readonly subjects: readonly string[];
  readonly condition: SearchCondition;
  readonly priceMinor: number;
  readonly city: string | null;
  readonly sellerId: string;
  readonly publishedAt: number;
  /** Carried for the caller; never used here, since the index is never the truth about availability. */
  readonly available?: number;
}

export type SearchSort = 'relevance' | 'price' | '-price' | 'newest';

/** Values within one filter are alternatives; filters narrow each other. */
export interface SearchQuery {
  readonly q?: string;
  readonly condition?: readonly string[];
  readonly language?: readonly string[];
  readonly format?: readonly string[];
  readonly subject?: readonly string[];
  readonly city?: readonly string[];
  readonly sellerId?: string;
  readonly minPriceMinor?: number;
  readonly maxPriceMinor?: number;
  /** Without words, relevance means newest. */
  readonly sort?: SearchSort;
  readonly cursor?: string;
  /** Listings a page, 1 to 100. */
  readonly limit: number;
  readonly facets?: boolean;
}

export const FACET_NAMES = ['condition', 'language', 'format', 'subject', 'city'] as const;

export type FacetName = (typeof FACET_NAMES)[number];

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** Each facet is counted with every filter but its own, so that other choices stay visible; most frequent first. */
export type Facets = Record<FacetName, FacetCount[]>;

export interface SearchAnswer {
  readonly listingIds: string[];
  /** Exact up to 1,000 matches; beyond, the least that is known. */
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly nextCursor: string | null;
  readonly facets: Facets;
  /** What a misspelt query was read as, folded; null when it was taken as it stood. */
  readonly corrected: string | null;
  /** True when nothing matched all words, and these are the nearest. */
  readonly nearMatches: boolean;
}

export interface SearchSize {
  readonly listings: number;
  readonly editions: number;
  readonly fileBytes: number;
}

export interface SearchIndex {
  /** Never throws for what was typed. Errors: `cursor.invalid`. */
  search(query: SearchQuery): Promise<SearchAnswer>;
  /** Takes documents in any order, any number of times; visible to searches as soon as it resolves. */
  apply(documents: readonly SearchDocument[]): Promise<void>;
  /** Replaces everything by these documents; searches see the old index until it is complete. */
  rebuild(documents: AsyncIterable<readonly SearchDocument[]>): Promise<void>;
  /** The highest version applied, 0 for a new index. */
  watermark(): Promise<number>;
  /** The listings whose applied version is this one or a later one. */
  versionsSince(version: number): Promise<{ listingId: string; version: number }[]>;
  size(): Promise<SearchSize>;
  close(): Promise<void>;
}

/** Matches are counted, and pages by relevance reach, up to here. */
export const COUNTED_MATCHES = 1000;

export const emptyFacets = (): Facets => ({ condition: [], language: [], format: [], subject: [], city: [] });

export const emptyAnswer = (): SearchAnswer => ({
  listingIds: [],
  total: 0,
  totalIsExact: true,
  nextCursor: null,
  facets: emptyFacets(),
  corrected: null,
  nearMatches: false,
});
