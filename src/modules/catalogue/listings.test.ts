import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, refusal, soledadFacts } from './catalogue.fixture.ts';
import type { EditionFacts, ListingFields } from './index.ts';

forEachDatabase('listings', (open) => {
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

  it('are changed by their seller only', async () => {
    const { id } = await publish(soledadFacts);
    const notYours = { sellerId: world.mateo, listingId: id };
    await assert.rejects(
      world.door.updateListing({ ...notYours, fields: { priceMinor: 1 } }),
      refusal('listing.not_found', 404),
    );
    await assert.rejects(world.door.removeListing(notYours), refusal('listing.not_found', 404));
    await assert.rejects(world.door.duplicateListing(notYours), refusal('listing.not_found', 404));
    await assert.rejects(world.door.removePhoto({ ...notYours, photoId: newId() }), refusal('listing.not_found', 404));
  });

  it('are published once for an idempotency key', async () => {
    const input = { sellerId: world.lucia, facts: soledadFacts, fields, idempotencyKey: 'key-1' };
    const [first, again] = await Promise.all([world.door.publishListing(input), world.door.publishListing(input)]);
    assert.equal(again.id, first.id);
    await assert.rejects(
      world.door.publishListing({ ...input, fields: { ...fields, priceMinor: 1 } }),
      refusal('idempotency.mismatch', 422),
    );
    assert.notEqual((await world.door.publishListing({ ...input, sellerId: world.mateo })).id, first.id);
  });

  it('are duplicated as drafts and announced when they are published', async () => {
    await drain();
    const original = await publish(soledadFacts, { quantity: 3, notes: 'Dos manchas' });
    const copy = await world.door.duplicateListing({ sellerId: world.lucia, listingId: original.id });
    assert.partialDeepStrictEqual(copy, {
      state: 'draft',
      quantity: 1,
      notes: 'Dos manchas',
      publishedAt: null,
      title: original.title,
      workId: original.workId,
    });
    assert.deepEqual(await drain(), [original.id]);
    const published = await change(copy.id, { state: 'active' });
    assert.ok(published.publishedAt);
    assert.deepEqual(await drain(), [copy.id]);
    await change(copy.id, { state: 'paused' });
    await change(copy.id, { state: 'active' });
    assert.deepEqual(await drain(), []);
  });

  it('are listed for their seller and for administrators, page by page', async () => {
    const sellerId = newId();
    const titles = ['Sobre héroes y tumbas', 'El túnel', 'Rayuela', 'Sobre héroes y tumbas II', 'La casa verde'];
    for (const title of titles) await publish({ title, authors: ['Ñandú'] }, {}, sellerId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.door.listSellerListings({ sellerId, limit: 2, cursor });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(seen, titles.toReversed());
    const named = async (q: string) =>
      (await world.door.listSellerListings({ sellerId, q, limit: 10 })).items.map(({ title }) => title);
    assert.deepEqual(await named('TUNEL'), ['El túnel']);
    assert.deepEqual(await named('100%_'), []);
    assert.equal((await named('nandu')).length, 5);
    assert.equal((await world.door.countSellerListings({ sellerId })).active, 5);
    const first = await world.door.searchListingsAsAdministrator({ q: 'sobre her', limit: 1 });
    const second = await world.door.searchListingsAsAdministrator({
      q: 'sobre her',
      limit: 1,
      cursor: first.nextCursor ?? undefined,
    });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ title }) => title),
      ['Sobre héroes y tumbas II', 'Sobre héroes y tumbas'],
      'in the order of title and author',
    );
    assert.equal(second.nextCursor, null);
    assert.equal((await world.door.searchListingsAsAdministrator({ q: first.items[0]?.id, limit: 5 })).items.length, 1);
    assert.ok((await world.door.searchListingsAsAdministrator({ state: 'active', limit: 5 })).items.length >= 5);
    for (const bad of [
      'x',
      'e30',
      Buffer.from('["a","b","c"]').toString('base64url'),
      Buffer.from('[1e99,"b"]').toString('base64url'),
    ])
      await assert.rejects(
        world.door.listEditionListings({ editionId: newId(), cursor: bad, limit: 2 }),
        refusal('cursor.invalid', 400),
      );
    const map = await world.door.sitemap({ limit: 3 });
    const next = await world.door.sitemap({ limit: 3, after: map.at(-1)?.listingId });
    assert.equal(new Set([...map, ...next].map(({ listingId }) => listingId)).size, 6);
    const beginnings = await world.door.sitemapParts({ size: 3 });
    assert.deepEqual(beginnings.slice(0, 2), ['', map.at(-1)?.listingId]);
  });

  async function drain(): Promise<string[]> {
    const ids: string[] = [];
    while (
      (await world.outbox.work((item) =>
        Promise.resolve(void ids.push((item.payload as { listingId: string }).listingId)),
      )) > 0
    );
    return ids;
  }
});
