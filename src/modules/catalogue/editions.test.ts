import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, refusal, soledadFacts } from './catalogue.fixture.ts';
import type { EditionFacts, ListingFields } from './index.ts';

forEachDatabase('editions of listings', (open) => {
  let world: CatalogueWorld;
  before(async () => {
    world = await openCatalogue(await open());
  });
  after(async () => {
    assert.deepEqual(await world.door.audit(), []);
    await world.close();
  });

  const publish = (facts: EditionFacts, given: Partial<ListingFields> = {}, sellerId = world.lucia) =>
    world.door.publishListing({ sellerId, facts, fields: { ...fields, ...given } });
  const change = (
    listingId: string,
    input: Omit<Parameters<typeof world.door.updateListing>[0], 'sellerId' | 'listingId'>,
  ) => world.door.updateListing({ sellerId: world.lucia, listingId, ...input });

  it('share an edition by ISBN, whose facts the first one sets', async () => {
    const first = await publish({ ...soledadFacts, isbn: 'ISBN 84-376-0494-X' });
    const second = await publish({ isbn: '9788437604947', title: 'Otra cosa', year: 2001 }, {}, world.mateo);
    const third = await publish({ isbn: '9788437604947' }, { priceMinor: 100 });
    assert.deepEqual([second.editionId, third.editionId], [first.editionId, first.editionId]);
    assert.deepEqual([second.title, second.year, second.authors], [first.title, 1967, first.authors]);
    const other = await publish({
      isbn: '9780307474728',
      title: 'CIEN ANOS DE SOLEDAD!',
      authors: ['García Márquez, Gabriel'],
    });
    assert.notEqual(other.editionId, first.editionId);
    assert.equal(other.workId, first.workId);
    const { edition, otherEditions } = await world.door.getEdition({ isbnOrId: '84-376-0494-X' });
    assert.equal(edition.id, first.editionId);
    assert.deepEqual(otherEditions.find(({ id }) => id === other.editionId)?.copies, 1);
    assert.equal((await world.door.getEdition({ isbnOrId: edition.id })).edition.isbn, '9788437604947');
    const cheapest = await world.door.listEditionListings({ editionId: edition.id, limit: 2 });
    assert.deepEqual(
      cheapest.items.map(({ priceMinor }) => priceMinor),
      [100, 2_500_000],
    );
    const rest = await world.door.listEditionListings({
      editionId: edition.id,
      limit: 2,
      cursor: cheapest.nextCursor ?? undefined,
    });
    assert.equal(new Set([...cheapest.items, ...rest.items].map(({ id }) => id)).size, 3);
    for (const isbnOrId of ['9780000000002', newId(), 'nonsense'])
      await assert.rejects(world.door.getEdition({ isbnOrId }), refusal('edition.not_found', 404));
  });

  it('share an edition when twelve publish a new ISBN at once', async () => {
    const listings = await Promise.all(
      Array.from({ length: 12 }, () => publish({ ...soledadFacts, isbn: '9786280135939' }, {}, newId())),
    );
    assert.equal(new Set(listings.map(({ editionId }) => editionId)).size, 1);
  });

  it('are looked up by ISBN before they are published', async () => {
    await publish({ ...soledadFacts, isbn: '9786287589124', publisher: 'Rey Naranjo' });
    const found = await world.door.lookUpIsbn({ isbn: '978-628-7589-12-4' });
    assert.deepEqual(found, {
      isbn: '9786287589124',
      known: true,
      facts: { ...soledadFacts, isbn: '9786287589124', publisher: 'Rey Naranjo', subjects: [] },
    });
    assert.equal(await world.door.lookUpIsbn({ isbn: '9788498891065' }), undefined);
    await assert.rejects(world.door.lookUpIsbn({ isbn: '12345' }), refusal('isbn.invalid', 422));
  });

  it('without ISBN own their edition, and can be given one', async () => {
    const [one, other] = [await publish(soledadFacts), await publish(soledadFacts)];
    assert.notEqual(one.editionId, other.editionId);
    const changed = await change(one.id, {
      facts: { title: 'El amor en los tiempos del cólera', publisher: 'Oveja Negra' },
    });
    assert.deepEqual(
      [changed.title, changed.publisher, changed.editionId],
      ['El amor en los tiempos del cólera', 'Oveja Negra', one.editionId],
    );
    assert.notEqual(changed.workId, one.workId);
    assert.equal((await change(one.id, { facts: { publisher: '' } })).publisher, null);
    const numbered = await change(one.id, { facts: { isbn: '9788401242304' } });
    assert.deepEqual([numbered.isbn, numbered.title], ['9788401242304', 'El amor en los tiempos del cólera']);
    await assert.rejects(world.door.getEdition({ isbnOrId: one.editionId }), refusal('edition.not_found', 404));
    assert.equal(
      (await change(one.id, { facts: { title: 'Mi título' } })).title,
      'El amor en los tiempos del cólera',
      'an edition with ISBN keeps its facts',
    );
    const corrected = await world.door.updateEdition({
      editionId: numbered.editionId,
      facts: { title: 'El amor…', year: 1985 },
    });
    assert.equal(corrected.year, 1985);
    assert.equal((await world.door.getListing({ listingId: one.id })).title, 'El amor…');
    await publish({ ...soledadFacts, isbn: '9788433969972' });
    await assert.rejects(
      world.door.updateEdition({ editionId: corrected.id, facts: { isbn: '9788433969972' } }),
      refusal('edition.isbn_taken', 409),
    );
  });
});
