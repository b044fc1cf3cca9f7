import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import sharp from 'sharp';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type CatalogueWorld, fields, openCatalogue, soledadFacts } from './catalogue.fixture.ts';
import type { Listing } from './index.ts';

async function* picture(): AsyncGenerator<Uint8Array> {
  yield await sharp({ create: { width: 60, height: 80, channels: 3, background: '#486' } })
    .jpeg()
    .toBuffer();
}

forEachDatabase('listings that were read before', (open) => {
  let world: CatalogueWorld;
  let id: string;
  before(async () => {
    world = await openCatalogue(await open());
    ({ id } = await world.door.publishListing({
      sellerId: world.lucia,
      facts: soledadFacts,
      fields: { ...fields, quantity: 3 },
    }));
    await world.door.publishListing({
      sellerId: world.lucia,
      facts: { ...soledadFacts, title: 'La hojarasca' },
      fields,
    });
  });
  after(() => world.close());

  const newest = async (): Promise<Listing | undefined> =>
    (await world.door.search({ sort: 'newest', limit: 24, facets: false })).items.find((listing) => listing.id === id);

  /** As each way to a listing shows it. */
  async function everywhere(): Promise<Listing[]> {
    const [one, list] = [
      await world.door.getListing({ listingId: id }),
      await world.door.getListings({ listingIds: [id] }),
    ];
    const shown = [await newest(), one, ...list].filter((listing) => listing !== undefined);
    assert.equal(shown.length, 3);
    return shown;
  }

  it('are the same object in every list as long as nothing changes, and nobody can change them', async () => {
    const first = await newest();
    assert.equal(await newest(), first);
    assert.throws(() => first?.authors.push('Otra Persona'), TypeError);
    assert.throws(() => Object.assign(first ?? {}, { priceMinor: 1 }), TypeError);
  });

  it('have the new price, notes and photos at once', async () => {
    await everywhere();
    await world.door.updateListing({
      sellerId: world.lucia,
      listingId: id,
      fields: { priceMinor: 123_400, notes: 'Otra nota.' },
    });
    for (const { priceMinor, notes } of await everywhere())
      assert.deepEqual([priceMinor, notes], [123_400, 'Otra nota.']);
    const photo = await world.door.addPhoto({ sellerId: world.lucia, listingId: id, photo: picture() });
    for (const { photos } of await everywhere())
      assert.deepEqual(
        photos.map((each) => each.id),
        [photo.id],
      );
    await world.door.removePhoto({ sellerId: world.lucia, listingId: id, photoId: photo.id });
    for (const { photos } of await everywhere()) assert.deepEqual(photos, []);
  });

  it('have the copies that are free at once, though holding them is no new version', async () => {
    await everywhere();
    await world.hold(id, 2, 60);
    for (const { quantity, available } of await everywhere()) assert.deepEqual([quantity, available], [3, 1]);
  });

  it('are what another process made of them', async () => {
    await everywhere();
    await world.db.query
      .updateTable('listings')
      .set({ notes: 'De otro proceso.', changed_at: (row) => row('changed_at', '+', 1) })
      .where('id', '=', id)
      .execute();
    for (const { notes } of await everywhere()) assert.equal(notes, 'De otro proceso.');
  });

  it('are gone from the newest when they are paused', async () => {
    await everywhere();
    await world.door.updateListing({ sellerId: world.lucia, listingId: id, state: 'paused' });
    assert.equal(await newest(), undefined);
    assert.deepEqual(await world.door.getListings({ listingIds: [id] }), []);
  });
});
