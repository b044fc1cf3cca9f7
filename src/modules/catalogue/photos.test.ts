import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, it } from 'node:test';
import sharp from 'sharp';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, openCatalogue, refusal } from './catalogue.fixture.ts';

/** A small picture of one colour. */
const picture = (shade: number): Promise<Buffer> =>
  sharp({
    create: { width: 40, height: 60, channels: 3, background: { r: (shade * 37) % 256, g: (shade * 91) % 256, b: 30 } },
  })
    .jpeg()
    .toBuffer();

async function* stream(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

forEachDatabase('photos of a listing', (open) => {
  let world: CatalogueWorld;
  before(async () => {
    world = await openCatalogue(await open());
  });
  after(async () => {
    assert.deepEqual(await world.door.audit(), []);
    await world.close();
  });

  const add = async (listingId: string, shade: number, sellerId = world.lucia) =>
    world.door.addPhoto({ sellerId, listingId, photo: stream(await picture(shade)) });
  const photosOf = async (listingId: string) => (await world.door.getListing({ listingId })).photos;
  const isKept = (hash: string) => existsSync(world.photos.file(`${hash.slice(0, 2)}/${hash}-large.webp`) ?? '');

  it('are kept in their order, and the same one once', async () => {
    const { id } = await world.soledad();
    const [first, second] = [await add(id, 1), await add(id, 2)];
    assert.deepEqual(await add(id, 1), first);
    assert.deepEqual(await photosOf(id), [first, second]);
    assert.deepEqual([first.width, first.height], [40, 60]);
    assert.deepEqual(await world.door.orderPhotos({ sellerId: world.lucia, listingId: id, photoIds: [second.id] }), [
      second,
      first,
    ]);
    assert.deepEqual(await photosOf(id), [second, first]);
    await assert.rejects(
      world.door.orderPhotos({ sellerId: world.lucia, listingId: id, photoIds: [newId()] }),
      refusal('photo.not_found', 404),
    );
  });

  it('are eight at most, also when they come at once', async () => {
    const { id } = await world.soledad();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => add(id, 10 + at)));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 8);
    assert.equal((await photosOf(id)).length, 8);
    await assert.rejects(add(id, 30), refusal('listing.photos_full', 409));
  });

  it('go with their file, unless another listing or an order shows them', async () => {
    const [one, other] = [await world.soledad(), await world.soledad()];
    const [mine, theirs] = [await add(one.id, 40), await add(other.id, 40)];
    assert.equal(mine.hash, theirs.hash);
    await world.door.removePhoto({ sellerId: world.lucia, listingId: one.id, photoId: mine.id });
    assert.ok(isKept(mine.hash), 'the other listing shows it');
    await world.door.removePhoto({ sellerId: world.lucia, listingId: other.id, photoId: theirs.id });
    assert.ok(!isKept(mine.hash));
    assert.deepEqual(await photosOf(other.id), []);
    const kept = await add(one.id, 41);
    const held = await world.door.holdCopies({
      purchaseId: newId(),
      attempt: 1,
      holdSeconds: 60,
      items: [{ orderId: newId(), listingId: one.id, quantity: 1 }],
    });
    assert.equal(held.copies[0]?.photoHash, kept.hash);
    await world.door.removePhoto({ sellerId: world.lucia, listingId: one.id, photoId: kept.id });
    assert.ok(isKept(kept.hash), 'an order shows it');
  });

  it('are taken from the seller only, and only pictures', async () => {
    const { id } = await world.soledad();
    await assert.rejects(add(id, 50, world.mateo), refusal('listing.not_found', 404));
    await assert.rejects(
      world.door.addPhoto({ sellerId: world.lucia, listingId: id, photo: stream(Buffer.from('<html>')) }),
      refusal('photo.unsupported', 415),
    );
    assert.equal(await world.door.photosReachable(), true);
  });
});
