import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSearchIndex } from './open-search-index.ts';
import type { SearchDocument, SearchIndex } from './search-index.ts';

/** How good the answers are, on real books and queries; the data is no part of the project, see its README. */
const DATA = process.env.BOOKSTORE_DATA ?? join(import.meta.dirname, '../../../../../shared/data');
const CATALOGUES = ['books_en.tsv', 'books_es.tsv', 'books_other_languages.tsv'];

interface Row {
  readonly [column: string]: string | undefined;
  readonly isbn13?: string;
  readonly title?: string;
  readonly authors?: string;
  readonly publisher?: string;
  readonly language?: string;
  readonly subject?: string;
  readonly type?: string;
  readonly query?: string;
  readonly expected_isbn13?: string;
  readonly acceptable_isbn13s?: string;
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

function rowsOf(file: string): Row[] {
  const [head = '', ...lines] = readFileSync(join(DATA, file), 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const fields = line.split('\t');
    return Object.fromEntries(names.map((name, at) => [name, fields[at] ?? '']));
  });
}

const documentOf = (row: Row, at: number): SearchDocument => ({
  listingId: `listing-${at}`,
  version: 1,
  listed: true,
  editionId: `edition-${at}`,
  workId: `work-${at}`,
  isbn: orNull(row.isbn13),
  title: row.title ?? '',
  authors: (row.authors ?? '').split(';').map((name) => name.trim()),
  publisher: orNull(row.publisher),
  language: orNull(row.language),
  format: null,
  subjects: (row.subject ?? '')
    .split(';')
    .map((subject) => subject.trim())
    .filter(Boolean),
  condition: 'good',
  priceMinor: 2_500_000,
  city: null,
  sellerId: 'lucia',
  publishedAt: at,
});

interface Outcome {
  readonly type: string;
  readonly query: string;
  /** 1 is first; 0 is not among the first ten. */
  readonly place: number;
}

describe('the quality of answers', { skip: existsSync(DATA) ? false : 'needs ../shared/data' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'search-floors-'));
  const isbns = new Map<string, string>();
  let index: SearchIndex;
  let outcomes: Outcome[] = [];

  before(async () => {
    const rows = CATALOGUES.flatMap((file) => rowsOf(join('catalogue', file)));
    rows.forEach((row, at) => isbns.set(`listing-${at}`, row.isbn13 ?? ''));
    index = await openSearchIndex({ file: join(folder, 'index.db') });
    await index.rebuild(
      (async function* () {
        yield rows.map(documentOf);
      })(),
    );
    outcomes = await Promise.all(rowsOf('queries/dev.tsv').map(outcomeOf));
  });

  after(async () => {
    await index.close();
    rmSync(folder, { recursive: true });
  });

  async function outcomeOf({ type = '', query = '', ...row }: Row): Promise<Outcome> {
    const acceptable = new Set([row.expected_isbn13, ...(row.acceptable_isbn13s ?? '').split(';')]);
    const { listingIds } = await index.search({ q: query, limit: 10 });
    return { type, query, place: listingIds.findIndex((id) => acceptable.has(isbns.get(id) ?? '')) + 1 };
  }

  const share = (some: Outcome[], isGood: (outcome: Outcome) => boolean) => some.filter(isGood).length / some.length;
  const missed = (some: Outcome[]) =>
    some.filter(({ place }) => place !== 1).map(({ query, place }) => `${place} ${query}`);

  it('has the book first for 93 % of the queries', () => {
    assert.ok(outcomes.length > 600);
    assert.ok(share(outcomes, ({ place }) => place === 1) >= 0.93, missed(outcomes).join('\n'));
  });

  it('has the book among the first ten for 98.5 %', () => {
    assert.ok(share(outcomes, ({ place }) => place > 0) >= 0.985, missed(outcomes).join('\n'));
  });

  it('has the book first for 90 % of those with a typo', () => {
    const typos = outcomes.filter(({ type }) => type === 'typo1');
    assert.ok(share(typos, ({ place }) => place === 1) >= 0.9, missed(typos).join('\n'));
  });
});
