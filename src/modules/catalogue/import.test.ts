import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { dataMissing, sharedDataFolder } from '../../../tests/support/shared-data.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, soledadFacts } from './catalogue.fixture.ts';
import type { ImportRow } from './index.ts';

forEachDatabase('an import', (open) => {
  let world: CatalogueWorld;
  before(async () => {
    world = await openCatalogue(await open());
  });
  after(async () => {
    assert.deepEqual(await world.door.audit(), []);
    await world.close();
  });

  const row = (reference: string | undefined, quantity = 1, more: Partial<ImportRow> = {}): ImportRow => ({
    line: 2,
    reference,
    facts: soledadFacts,
    fields: { ...fields, quantity },
    ...more,
  });
  const take = async (sellerId: string, ...rows: ImportRow[]) =>
    (await world.door.importRows({ sellerId, rows })).map(({ outcome, code }) => code ?? outcome);
  const only = async (sellerId: string) => {
    const { items } = await world.door.listSellerListings({ sellerId, limit: 10 });
    assert.equal(items.length, 1);
    return items[0]!;
  };
  async function sell(listingId: string, quantity = 1): Promise<void> {
    const { purchaseId, orderId } = await world.hold(listingId, quantity);
    await world.door.sellCopies({ purchaseId, orders: [{ orderId, items: [{ listingId, quantity }] }] });
  }

  it('adds, then updates, then changes nothing', async () => {
    const seller = newId();
    assert.deepEqual(await take(seller, row('A-1', 2)), ['added']);
    assert.deepEqual(await take(seller, row('A-1', 2)), ['unchanged']);
    const dearer = row('A-1', 2, {
      fields: { ...fields, quantity: 2, priceMinor: 77, notes: 'nuevo precio' },
      facts: { ...soledadFacts, year: 1968 },
    });
    assert.deepEqual(await take(seller, dearer), ['updated']);
    assert.deepEqual(await take(seller, dearer), ['unchanged']);
    assert.partialDeepStrictEqual(await only(seller), {
      reference: 'A-1',
      priceMinor: 77,
      quantity: 2,
      notes: 'nuevo precio',
      year: 1968,
    });
    assert.deepEqual((await world.door.search({ sellerId: seller, limit: 5 })).items.length, 1);
  });

  it('never brings a sold copy back', async () => {
    const seller = newId();
    await take(seller, row('B-1', 3));
    const { id } = await only(seller);
    await sell(id, 2);
    assert.deepEqual(await take(seller, row('B-1', 3)), ['unchanged']);
    assert.equal((await only(seller)).quantity, 1);
    await sell(id);
    assert.deepEqual(await take(seller, row('B-1', 3)), ['unchanged']);
    assert.partialDeepStrictEqual(await only(seller), { quantity: 0, state: 'sold_out', sold: 3 });
    assert.deepEqual(await take(seller, row('B-1', 4)), ['updated'], 'one more in the file is one more here');
    assert.partialDeepStrictEqual(await only(seller), { quantity: 1, state: 'active' });
    assert.deepEqual(await take(seller, row('B-1', 1)), ['updated'], 'never below nothing');
    assert.partialDeepStrictEqual(await only(seller), { quantity: 0, state: 'sold_out' });
  });

  it('takes away no copy that somebody holds', async () => {
    const seller = newId();
    await take(seller, row('C-1', 3));
    const { id } = await only(seller);
    const { purchaseId } = await world.hold(id, 2);
    assert.deepEqual(await take(seller, row('C-1', 1)), ['listing.held']);
    assert.deepEqual(await take(seller, row('C-1', 0)), ['listing.held']);
    assert.deepEqual(await take(seller, row('C-1', 2)), ['updated']);
    await world.door.releaseHold({ purchaseId });
    assert.deepEqual(await take(seller, row('C-1', 0)), ['removed']);
    assert.deepEqual(await take(seller, row('C-1', 0)), ['unchanged']);
    assert.equal((await only(seller)).state, 'removed');
    assert.deepEqual(
      await take(seller, row('C-1', 2)),
      ['added'],
      'a removed listing stays removed, and the book is listed anew',
    );
    const { items } = await world.door.listSellerListings({ sellerId: seller, limit: 5 });
    assert.deepEqual(
      items.map(({ state, quantity }) => [state, quantity]),
      [
        ['active', 2],
        ['removed', 0],
      ],
    );
  });

  it('leaves removed what its seller removed, while the file says the same', async () => {
    const seller = newId();
    await take(seller, row('D-1', 1));
    await world.door.removeListing({ sellerId: seller, listingId: (await only(seller)).id });
    assert.deepEqual(await take(seller, row('D-1', 1)), ['unchanged']);
    assert.equal((await only(seller)).state, 'removed');
  });

  it('refuses a row and takes the others', async () => {
    const seller = newId();
    const outcomes = await world.door.importRows({
      sellerId: seller,
      rows: [
        row('E-1', 1, { line: 2 }),
        row('E-2', 1, { line: 3, facts: { title: '' } }),
        row('E-1', 1, { line: 4 }),
        row('E-3', 1, { line: 5, facts: { isbn: '123' } }),
        row('E-4', 1, { line: 6, facts: { isbn: '9788498891065' } }),
        row('E-5', 1, { line: 7, fields: { ...fields, priceMinor: -5 } }),
        row('E-6', 1, { line: 8, facts: { ...soledadFacts, year: 20_244, language: 'mul' } }),
        row('E-7', 0, { line: 9 }),
      ],
    });
    const said = outcomes.map(({ line, outcome, code }) => `${String(line)} ${code ?? outcome}`);
    assert.deepEqual(said, [
      '2 added',
      '3 listing.invalid',
      '4 listing.invalid',
      '5 isbn.invalid',
      '6 listing.invalid',
      '7 listing.invalid',
      '8 added',
      '9 unchanged',
    ]);
    assert.ok(outcomes.every(({ outcome, reason }) => outcome !== 'refused' || reason));
  });

  it('knows rows without a reference again by book and condition', async () => {
    const seller = newId();
    const rows = [
      row(undefined),
      row(undefined),
      row(undefined, 1, { fields: { ...fields, condition: 'poor' } }),
      row(undefined, 1, { facts: { isbn: '9786287634411', title: 'Otro' } }),
    ];
    assert.deepEqual(await take(seller, ...rows), ['added', 'added', 'added', 'added']);
    assert.deepEqual(await take(seller, ...rows), ['unchanged', 'unchanged', 'unchanged', 'unchanged']);
  });

  it('gives the rows of one new ISBN one edition', async () => {
    const rows = ['F-1', 'F-2'].map((reference) =>
      row(reference, 1, { facts: { ...soledadFacts, isbn: '9786287667723' } }),
    );
    const sellers = [newId(), newId()];
    await Promise.all(sellers.map((seller) => take(seller, ...rows)));
    const listings = (
      await Promise.all(sellers.map((sellerId) => world.door.listSellerListings({ sellerId, limit: 5 })))
    ).flatMap(({ items }) => items);
    assert.equal(listings.length, 4);
    assert.equal(new Set(listings.map(({ editionId }) => editionId)).size, 1);
  });

  it('takes the catalogues in, quickly, and again without doubling', {
    skip: dataMissing() ?? false,
    timeout: 300_000,
  }, async (t) => {
    const seller = newId();
    const rows = catalogueRows();
    const startedAt = Date.now();
    const first = await world.door.importRows({ sellerId: seller, rows });
    t.diagnostic(`${String(rows.length)} rows in ${String(Date.now() - startedAt)} ms`);
    assert.deepEqual(first.filter(({ outcome }) => outcome !== 'added').slice(0, 3), []);
    assert.equal((await world.door.countSellerListings({ sellerId: seller })).active, rows.length);
    const again = Date.now();
    const second = await world.door.importRows({ sellerId: seller, rows });
    t.diagnostic(`again in ${String(Date.now() - again)} ms`);
    assert.ok(second.every(({ outcome }) => outcome === 'unchanged'));
    while ((await world.door.search({ q: 'harry potter', sellerId: seller, limit: 5 })).items.length < 5)
      await sleep(100);
  });
});

function catalogueRows(): ImportRow[] {
  return ['books_en.tsv', 'books_es.tsv', 'books_other_languages.tsv'].flatMap((name) =>
    readFileSync(join(sharedDataFolder, 'catalogue', name), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line, at) => catalogueRow(line, at + 2)),
  );
}

function catalogueRow(text: string, line: number): ImportRow {
  const [isbn = '', , title = '', authors = '', publisher = '', year = '', language = ''] = text.split('\t');
  const facts = {
    isbn,
    title,
    authors: authors.split(';').map((author) => author.trim()),
    publisher,
    language,
    ...(year === '' ? {} : { year: Number(year) }),
  };
  return { line, facts, fields };
}
