import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { DocumentApplier } from './apply-documents.ts';
import { type BookName, documentOf } from './fixture-documents.ts';
import { openToRead, openToWrite } from './index-file.ts';
import { Rebuild } from './rebuild-index.ts';
import { SearchEngine } from './search-engine.ts';
import {
  FACET_NAMES,
  type FacetName,
  SEARCH_CONDITIONS,
  type SearchDocument,
  type SearchQuery,
  type SearchSort,
} from './search-index.ts';

/** The index against the plainest way to do the same: filter and sort a list. */
const folder = mkdtempSync(join(tmpdir(), 'search-model-'));
after(() => rmSync(folder, { recursive: true }));

const BOOKS: BookName[] = ['soledad', 'colera', 'maria', 'outlander'];
const CITIES = ['Bogotá', 'Cali', null];
const FORMATS = ['paperback', 'hardcover', null] as const;

const document = fc
  .record({
    book: fc.constantFrom(...BOOKS),
    id: fc.integer({ min: 0, max: 40 }),
    version: fc.integer({ min: 1, max: 12 }),
    listed: fc.boolean(),
    condition: fc.constantFrom(...SEARCH_CONDITIONS),
    priceMinor: fc.integer({ min: 1, max: 8 }),
    city: fc.constantFrom(...CITIES),
    sellerId: fc.constantFrom('lucia', 'mateo'),
    publishedAt: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ book, id, ...values }) =>
    // The format belongs to the edition, so it is the same in all its documents.
    documentOf(book, `listing-${id}`, { ...values, format: FORMATS[BOOKS.indexOf(book) % 3] ?? null }),
  );

const some = <T>(values: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }), { nil: undefined });

const query = fc.record({
  q: fc.constantFrom(undefined, 'maria', 'garcia', 'el', 'novelaa'),
  condition: some(SEARCH_CONDITIONS),
  language: some(['es', 'en', 'xx']),
  format: some(['paperback', 'hardcover']),
  subject: some(['novela', 'romance', 'unheard of']),
  city: some(['Bogotá', 'Cali', 'Pasto']),
  sellerId: fc.constantFrom(undefined, 'lucia', 'nobody'),
  minPriceMinor: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  maxPriceMinor: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  sort: fc.constantFrom<SearchSort>('price', '-price', 'newest'),
});

type AskedQuery = typeof query extends fc.Arbitrary<infer Q> ? Q : never;

/** The same query without the fields that say nothing. */
const asked = (from: AskedQuery, limit: number): SearchQuery => ({
  ...Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)),
  limit,
});

function listedAfter(documents: readonly SearchDocument[]): SearchDocument[] {
  const newest = new Map<string, SearchDocument>();
  for (const each of documents) {
    const known = newest.get(each.listingId);
    if (!known || known.version <= each.version) newest.set(each.listingId, each);
  }
  return [...newest.values()].filter(({ listed }) => listed);
}

const valuesOf = (of: SearchDocument, facet: FacetName): readonly (string | null)[] =>
  facet === 'subject' ? of.subjects : [of[facet]];

function passes(of: SearchDocument, filters: SearchQuery, except?: FacetName): boolean {
  if (filters.sellerId !== undefined && of.sellerId !== filters.sellerId) return false;
  if (of.priceMinor < (filters.minPriceMinor ?? 0) || of.priceMinor > (filters.maxPriceMinor ?? 9)) return false;
  return FACET_NAMES.every(
    (facet) =>
      facet === except || !filters[facet] || valuesOf(of, facet).some((value) => filters[facet]?.includes(value ?? '')),
  );
}

function countsOf(
  documents: readonly SearchDocument[],
  filters: SearchQuery,
  facet: FacetName,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of documents) {
    if (passes(each, filters, facet))
      for (const value of valuesOf(each, facet)) if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

const holdsWord = (of: SearchDocument, q: string | undefined): boolean =>
  q === undefined ||
  `${of.title} ${of.authors.join(' ')}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/\W+/).includes(q);

function assertSame(engine: SearchEngine, documents: readonly SearchDocument[], filters: SearchQuery): void {
  const matching = documents.filter((each) => holdsWord(each, filters.q));
  const expected = matching.filter((each) => passes(each, filters));
  const pages: string[] = [];
  let cursor: string | null = null;
  do {
    const answer = engine.search({ ...filters, facets: true, ...(cursor === null ? {} : { cursor }) });
    pages.push(...answer.listingIds);
    assert.equal(answer.total, expected.length);
    for (const facet of matching.length > 0 ? FACET_NAMES : []) {
      const counts = Object.fromEntries(answer.facets[facet].map(({ value, count }) => [value, count]));
      assert.deepEqual(counts, countsOf(matching, filters, facet));
    }
    cursor = answer.nextCursor;
  } while (cursor !== null);
  assert.deepEqual(pages.toSorted(), expected.map(({ listingId }) => listingId).sort());
  const key = ({ priceMinor, publishedAt }: SearchDocument) =>
    filters.sort === 'newest' ? -publishedAt : filters.sort === 'price' ? priceMinor : -priceMinor;
  const keys = pages.map((id) => key(documents.find(({ listingId }) => listingId === id)!));
  assert.deepEqual(
    keys,
    keys.toSorted((a, b) => a - b),
  );
}

describe('browsing and counting', () => {
  it('is the same as filtering and sorting a list, after any changes, page by page', () => {
    let number = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(document, { maxLength: 40 }), { minLength: 1, maxLength: 4 }),
        fc.array(query, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (batches, queries, limit) => {
          const file = join(folder, `${++number}.db`);
          const [writing, reading] = [openToWrite(file), openToRead(file, 1024)];
          const engine = new SearchEngine(reading);
          const applier = new DocumentApplier(writing);
          const applied: SearchDocument[] = [];
          for (const batch of batches) {
            applier.apply(batch);
            applied.push(...batch);
            for (const each of queries) assertSame(engine, listedAfter(applied), asked(each, limit));
          }
          const rebuild = Rebuild.begin(writing, file);
          rebuild?.add(applied);
          rebuild?.finish();
          for (const each of queries) assertSame(engine, listedAfter(applied), asked(each, limit));
          writing.close();
          reading.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('counts up to a thousand, and ends pages by relevance there', () => {
    const file = join(folder, 'many.db');
    const writing = openToWrite(file);
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => documentOf('maria', `listing-${at}`, { publishedAt: at }));
    const applier = new DocumentApplier(writing);
    const engine = new SearchEngine(openToRead(file, 1024));
    applier.apply(many(1000));
    assert.deepEqual(totals(engine, { q: 'maria' }), [1000, true]);
    applier.apply(many(1100));
    assert.deepEqual(totals(engine, { q: 'maria' }), [1000, false]);
    assert.deepEqual(totals(engine, { language: ['es'] }), [1000, false]);
    assert.equal(pagesOf(engine, { q: 'maria', limit: 90 }).length, 1000);
    assert.equal(pagesOf(engine, { q: 'maria', limit: 90, sort: 'price' }).length, 1100);
    assert.equal(pagesOf(engine, { language: ['es'], limit: 90 }).length, 1100);
    writing.close();
  });
});

const totals = (engine: SearchEngine, of: Partial<SearchQuery>): [number, boolean] => {
  const { total, totalIsExact } = engine.search({ limit: 5, ...of });
  return [total, totalIsExact];
};

function pagesOf(engine: SearchEngine, of: SearchQuery): string[] {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const answer = engine.search(cursor === null ? of : { ...of, cursor });
    ids.push(...answer.listingIds);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  assert.equal(new Set(ids).size, ids.length);
  return ids;
}
