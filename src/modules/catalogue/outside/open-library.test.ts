import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../../tests/support/databases.ts';
import { type CatalogueWorld, fields, openCatalogue, refusal } from '../catalogue.fixture.ts';
import { openLibrary } from '../index.ts';

const known = '9780307474728';
const details = {
  title: 'Cien años de soledad',
  subtitle: 'edición conmemorativa',
  authors: [{ key: '/authors/OL27363A', name: 'Gabriel García Márquez' }],
  publishers: ['Vintage Español'],
  publish_date: 'September 22, 2009',
  languages: [{ key: '/languages/spa' }],
  physical_format: 'Paperback',
  subjects: ['Macondo'],
};

forEachDatabase('book data from outside', (open) => {
  let world: CatalogueWorld;
  let asked: string[] = [];
  let answer: (isbn: string, response: ServerResponse) => void = () => undefined;
  const standIn = createServer((request: IncomingMessage, response) => {
    const isbn = new URL(request.url ?? '', 'http://localhost').searchParams.get('bibkeys')?.replace('ISBN:', '') ?? '';
    asked.push(isbn);
    answer(isbn, response);
  });
  const usual = (isbn: string, response: ServerResponse) =>
    response.end(JSON.stringify(isbn === known ? { [`ISBN:${isbn}`]: { details } } : {}));

  before(async () => {
    await new Promise<void>((listening) => standIn.listen(0, '127.0.0.1', listening));
    const { port } = standIn.address() as AddressInfo;
    world = await openCatalogue(await open(), {
      outsideBooks: openLibrary({ url: `http://127.0.0.1:${String(port)}` }),
    });
  });
  after(async () => {
    standIn.closeAllConnections();
    standIn.close();
    await world.close();
  });

  it('fills the form, and is asked once for a book', async () => {
    answer = usual;
    const facts = {
      isbn: known,
      title: 'Cien años de soledad: edición conmemorativa',
      authors: ['Gabriel García Márquez'],
      publisher: 'Vintage Español',
      year: 2009,
      language: 'es',
      format: 'paperback',
      subjects: ['Macondo'],
    };
    for (const isbn of [known, '0-307-47472-0'])
      assert.deepEqual(await world.door.lookUpIsbn({ isbn }), { isbn: known, known: false, facts });
    for (let turn = 0; turn < 2; turn++)
      assert.equal(await world.door.lookUpIsbn({ isbn: '9788498891065' }), undefined);
    assert.deepEqual(asked, [known, '9788498891065']);
    const published = await world.door.publishListing({ sellerId: world.lucia, facts: { isbn: known }, fields });
    assert.equal(published.publisher, 'Vintage Español');
    assert.equal((await world.door.lookUpIsbn({ isbn: known }))?.known, true);
  });

  it('is done without where the service fails, hangs, or answers nonsense', async () => {
    const failures: ((isbn: string, response: ServerResponse) => void)[] = [
      (_, response) => response.writeHead(503).end(),
      (_, response) => response.end('<html>'),
      (isbn, response) => response.end(JSON.stringify({ [`ISBN:${isbn}`]: { details: { title: 7 } } })),
      (_, response) => response.end(' '.repeat(600_000)),
      (_, response) => response.destroy(),
      () => undefined,
    ];
    for (const failure of failures) {
      answer = failure;
      const startedAt = Date.now();
      assert.equal(await world.door.lookUpIsbn({ isbn: '9786287715226' }), undefined);
      assert.ok(Date.now() - startedAt < 20_000);
    }
    await assert.rejects(
      world.door.publishListing({ sellerId: world.lucia, facts: { isbn: '9786287715226' }, fields }),
      refusal('listing.invalid', 422),
    );
    asked = [];
    answer = usual;
    await world.door.lookUpIsbn({ isbn: '9786287715226' });
    assert.deepEqual(asked, ['9786287715226'], 'a failure is not kept');
  });
});
