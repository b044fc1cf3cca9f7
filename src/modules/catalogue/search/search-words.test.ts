import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { everyBook } from './fixture-documents.ts';
import { openSearchIndex } from './open-search-index.ts';
import type { SearchIndex, SearchQuery } from './search-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'search-words-'));
after(() => rmSync(folder, { recursive: true }));

const find = async (index: SearchIndex, query: Partial<SearchQuery>): Promise<string[]> =>
  (await index.search({ limit: 24, ...query })).listingIds;

describe('words', () => {
  let index: SearchIndex;
  before(async () => {
    index = await openSearchIndex({ file: join(folder, 'words.db') });
    await index.apply(everyBook());
  });
  after(() => index.close());

  for (const [typed, book] of [
    ['cien años de soledad', 'soledad'],
    ['CIEN ANOS', 'soledad'],
    ['soledad marquez', 'soledad'],
    ['garcia soledad', 'soledad'],
    ['garcía márquez, gabriel cien años', 'soledad'],
    ['años soledad cien', 'soledad'],
    ['cien años de soledda', 'soledad'],
    ['tiempos del colra', 'colera'],
    ['cien años de sol', 'soledad'],
    ['outlan', 'outlander'],
    ['outlandre', 'outlander'],
    ['outalnd', 'outlander'],
    ['out lander', 'outlander'],
    ['peterpan', 'peter'],
    ['peterpan barrie', 'peter'],
    ['jm barrie', 'peter'],
    ['molokai', 'molokai'],
    ['moloka’i', 'molokai'],
    ["molkoa'i", 'molokai'],
    ['cheap used outlander', 'outlander'],
    ['libro maria barato', 'maria'],
    ['one hundred years & solitude', 'solitude'],
    ['harper perennial solitude', 'solitude'],
    ['978-0-440-24294-9', 'outlander'],
    ['isbn 0440242940', 'outlander'],
    ['440242940', 'outlander'],
    ['libro 0 440 24294 0 usado', 'outlander'],
  ] as const)
    it(`"${typed}" finds ${book} first`, async () => assert.equal((await find(index, { q: typed }))[0], book));

  it('both surnames find their author', async () => {
    for (const q of ['garcia', 'marquez', 'garcia marquez']) {
      assert.deepEqual((await find(index, { q })).sort(), ['colera', 'soledad', 'solitude']);
    }
  });

  it('says how a misspelt query was read, and says nothing of one that is right', async () => {
    assert.equal((await index.search({ q: 'outlandre', limit: 5 })).corrected, 'outlander');
    assert.equal((await index.search({ q: 'outlander', limit: 5 })).corrected, null);
    assert.equal((await index.search({ q: 'outlan', limit: 5 })).corrected, null);
  });

  it('shows what is near where nothing matches all words, and says so', async () => {
    const answer = await index.search({ q: 'soledad zzzyx isaacs', limit: 5 });
    assert.deepEqual(answer.listingIds.toSorted(), ['maria', 'soledad']);
    assert.equal(answer.nearMatches, true);
    assert.equal((await index.search({ q: 'maria', limit: 5 })).nearMatches, false);
  });

  it('shows the book whose ISBN is nearly the one typed', async () => {
    const answer = await index.search({ q: '9780440242948', limit: 5 });
    assert.deepEqual(answer.listingIds, ['outlander']);
    assert.equal(answer.nearMatches, true);
  });

  it('takes blanks for no words', async () => {
    assert.equal((await find(index, { q: '   ' })).length, everyBook().length);
  });
});

describe('hostile queries', () => {
  let index: SearchIndex;
  before(async () => {
    index = await openSearchIndex({ file: join(folder, 'hostile.db') });
    await index.apply(everyBook());
  });
  after(() => index.close());

  for (const q of ['"', '""""', "'; DROP TABLE state; --", '* AND (', '!!! ¿?', '\0', '\ud800', '()', '%', '-', '😀'])
    it(`${JSON.stringify(q)} finds nothing`, async () => assert.deepEqual(await find(index, { q }), []));

  it('are no full-text syntax', async () => {
    for (const q of [
      'soledad NOT cien',
      'NEAR(cien soledad)',
      'words:soledad',
      '^soledad',
      'soledad*',
      '"soledad',
      'a OR b',
    ]) {
      await assert.doesNotReject(index.search({ q, limit: 5 }));
    }
    assert.equal((await find(index, { q: '"soledad' }))[0], 'soledad');
  });

  it('of ten thousand characters are answered quickly', async () => {
    for (const q of [
      'a'.repeat(10_000),
      'cien '.repeat(2000),
      '" '.repeat(5000),
      '9'.repeat(10_000),
      'el la de '.repeat(1200),
    ]) {
      const start = performance.now();
      await index.search({ q, limit: 5 });
      assert.ok(performance.now() - start < 1000);
    }
  });

  it('never fail, whatever they are', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.mixedCase(fc.constantFrom('and', 'or"', 'near(', '{words}:')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (q) => {
        const answer = await index.search({ q, limit: 3, facets: true });
        assert.ok(answer.listingIds.length <= 3);
      }),
    );
  });
});
