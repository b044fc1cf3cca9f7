import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { documentOf, everyBook, inBatches } from './fixture-documents.ts';
import { openSearchIndex } from './open-search-index.ts';
import type { SearchIndex, SearchQuery } from './search-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'search-index-'));
after(() => rmSync(folder, { recursive: true }));

const find = async (index: SearchIndex, query: Partial<SearchQuery>): Promise<string[]> =>
  (await index.search({ limit: 24, ...query })).listingIds;

describe('documents', () => {
  let index: SearchIndex;
  let file = '';
  let number = 0;
  const fresh = async () => {
    file = join(folder, `documents-${++number}.db`);
    index = await openSearchIndex({ file });
  };
  const inFresh = (work: () => Promise<void>) => async () => {
    await fresh();
    try {
      await work();
    } finally {
      await index.close();
    }
  };

  it(
    'may be applied again, and never undo a newer one',
    inFresh(async () => {
      const cheap = documentOf('maria', 'a', { version: 20, priceMinor: 100 });
      await index.apply([cheap, cheap]);
      await index.apply([documentOf('maria', 'a', { version: 10, priceMinor: 900 })]);
      assert.deepEqual(await find(index, { maxPriceMinor: 100 }), ['a']);
      assert.equal(await index.watermark(), 20);
      assert.equal((await index.size()).listings, 1);
    }),
  );

  it(
    'of the same moment: the later one counts',
    inFresh(async () => {
      await index.apply([documentOf('maria', 'a', { version: 20, priceMinor: 100 })]);
      await index.apply([documentOf('maria', 'a', { version: 20, priceMinor: 900 })]);
      assert.deepEqual(await find(index, { minPriceMinor: 900 }), ['a']);
    }),
  );

  it(
    'that are removed vanish, and no older one brings them back',
    inFresh(async () => {
      const gone = documentOf('maria', 'a', { version: 30, listed: false });
      await index.apply([documentOf('maria', 'a', { version: 20 }), gone]);
      await index.apply([documentOf('maria', 'a', { version: 25 })]);
      assert.deepEqual(await find(index, { q: 'maria' }), []);
      assert.deepEqual(await find(index, {}), []);
      await index.apply([documentOf('maria', 'a', { version: 40 })]);
      assert.deepEqual(await find(index, { q: 'maria' }), ['a']);
    }),
  );

  it(
    'that are removed before they are known stay removed',
    inFresh(async () => {
      await index.apply([documentOf('maria', 'a', { version: 30, listed: false })]);
      await index.apply([documentOf('maria', 'a', { version: 20 })]);
      assert.deepEqual(await find(index, { q: 'maria' }), []);
    }),
  );

  it(
    'change the words of an edition',
    inFresh(async () => {
      await index.apply([documentOf('maria', 'a', { version: 1 }), documentOf('maria', 'b', { version: 1 })]);
      await index.apply([documentOf('maria', 'b', { version: 2, title: 'Efraín' })]);
      assert.deepEqual((await find(index, { q: 'efrain' })).sort(), ['a', 'b']);
      assert.deepEqual(await find(index, { q: 'maria' }), []);
      await index.apply([documentOf('maria', 'a', { version: 1 })]);
      assert.deepEqual((await find(index, { q: 'efrain' })).length, 2);
    }),
  );

  it(
    'move from one edition to another',
    inFresh(async () => {
      await index.apply([documentOf('maria', 'a', { version: 1 })]);
      await index.apply([documentOf('peter', 'a', { version: 2 })]);
      assert.deepEqual(await find(index, { q: 'peter pan' }), ['a']);
      assert.deepEqual(await find(index, { q: 'isaacs' }), []);
    }),
  );

  it(
    'are seen at once by another process on the same file',
    inFresh(async () => {
      const other = await openSearchIndex({ file });
      try {
        await Promise.all([index.apply(everyBook()), other.apply(everyBook())]);
        await other.apply([documentOf('maria', 'second', { version: 2000 })]);
        assert.deepEqual((await find(index, { q: 'maria' })).sort(), ['maria', 'second']);
        assert.equal((await index.size()).listings, everyBook().length + 1);
        assert.equal(await index.watermark(), 2000);
      } finally {
        await other.close();
      }
    }),
  );

  it(
    'of a rebuild replace all others',
    inFresh(async () => {
      await index.apply([documentOf('maria', 'old', { version: 5000 })]);
      await index.rebuild(inBatches(everyBook(), [documentOf('maria', 'second', { version: 3000, priceMinor: 1 })]));
      assert.deepEqual(await find(index, { q: 'maria', sort: 'price' }), ['second', 'maria']);
      assert.deepEqual(await find(index, { q: 'outlandre' }), ['outlander']);
      assert.equal(await index.watermark(), 5000);
      await index.apply([documentOf('maria', 'second', { version: 6000, listed: false })]);
      assert.deepEqual(await find(index, { q: 'maria' }), ['maria']);
    }),
  );

  it(
    'of one listing twice in a rebuild: the newer counts',
    inFresh(async () => {
      const newer = documentOf('peter', 'a', { version: 9 });
      await index.rebuild(
        inBatches([newer], [documentOf('maria', 'a', { version: 8 })], [documentOf('maria', 'b', { listed: false })]),
      );
      assert.deepEqual(await find(index, {}), ['a']);
      assert.deepEqual(await find(index, { q: 'peter' }), ['a']);
    }),
  );

  it(
    'that are applied during a rebuild are not lost',
    inFresh(async () => {
      await index.apply([documentOf('maria', 'a', { version: 1 })]);
      async function* slowly() {
        yield [documentOf('maria', 'a', { version: 1 }), documentOf('peter', 'b', { version: 1 })];
        await index.apply([
          documentOf('maria', 'a', { version: 2, priceMinor: 7 }),
          documentOf('peter', 'b', { version: 2, listed: false }),
        ]);
        assert.deepEqual(await find(index, { maxPriceMinor: 7 }), ['a']);
        yield [documentOf('colera', 'c', { version: 1 })];
      }
      await index.rebuild(slowly());
      assert.deepEqual((await find(index, {})).sort(), ['a', 'c']);
      assert.deepEqual(await find(index, { maxPriceMinor: 7 }), ['a']);
    }),
  );

  it(
    'of a rebuild that fails change nothing',
    inFresh(async () => {
      await index.apply(everyBook());
      async function* broken() {
        yield await Promise.resolve([documentOf('maria', 'x')]);
        throw new Error('the database went away');
      }
      await assert.rejects(index.rebuild(broken()), /went away/);
      assert.equal((await find(index, {})).length, everyBook().length);
      await index.rebuild(inBatches([documentOf('maria', 'x')]));
      assert.deepEqual(await find(index, {}), ['x']);
    }),
  );

  it(
    'may be rebuilt by two processes at the same time',
    inFresh(async () => {
      const other = await openSearchIndex({ file });
      try {
        await Promise.all([index.rebuild(inBatches(everyBook())), other.rebuild(inBatches(everyBook()))]);
        for (const each of [index, other]) assert.equal((await find(each, {})).length, everyBook().length);
      } finally {
        await other.close();
      }
    }),
  );

  it(
    'outlive the process, and a damaged file is begun again',
    inFresh(async () => {
      await index.apply(everyBook());
      await index.close();
      index = await openSearchIndex({ file });
      assert.deepEqual(await find(index, { q: 'maria' }), ['maria']);
      await index.close();
      for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
      writeFileSync(file, 'this is no database, but it is long enough to look like one'.repeat(100));
      index = await openSearchIndex({ file });
      assert.equal(await index.watermark(), 0);
      await index.apply(everyBook());
      assert.deepEqual(await find(index, { q: 'maria' }), ['maria']);
    }),
  );
});
