import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, refusal, soledadFacts } from './catalogue.fixture.ts';
import type { CatalogueModule } from './index.ts';

forEachDatabase('searching', (open) => {
  let world: CatalogueWorld;
  let neighbour: CatalogueModule;
  before(async () => {
    world = await openCatalogue(await open());
    neighbour = world.another();
    await neighbour.start();
  });
  after(async () => {
    await neighbour.stop();
    await world.close();
  });

  const find = async (q: string, where: CatalogueModule = world) =>
    (await where.door.search({ q, limit: 50, facets: false })).items.map(({ id }) => id);

  /** Waits until the neighbour, another process as far as it knows, has noticed. */
  async function noticed(what: () => Promise<boolean>): Promise<number> {
    const startedAt = Date.now();
    while (!(await what())) {
      assert.ok(Date.now() - startedAt < 10_000, 'the neighbour does not notice');
      await sleep(20);
    }
    return Date.now() - startedAt;
  }

  it('finds what was published a moment ago, here at once and elsewhere soon', async () => {
    const { id } = await world.soledad();
    assert.deepEqual(await find('garcia marquez cien anos'), [id]);
    await noticed(async () => (await find('soledad', neighbour)).includes(id));
    await world.door.updateListing({
      sellerId: world.lucia,
      listingId: id,
      facts: { title: 'Del amor y otros demonios' },
    });
    assert.deepEqual(await find('demonios'), [id]);
    await noticed(async () => (await find('demonios', neighbour)).includes(id));
    await world.door.removeListing({ sellerId: world.lucia, listingId: id });
    assert.deepEqual(await find('demonios'), []);
    assert.deepEqual(
      await find('demonios', neighbour),
      [],
      'what is gone is not shown, though the index may still name it',
    );
  });

  it('never shows what is sold', async () => {
    const { id } = await world.soledad();
    await noticed(async () => (await find('soledad', neighbour)).includes(id));
    const { purchaseId, orderId } = await world.hold(id);
    await world.door.sellCopies({ purchaseId, orders: [{ orderId, items: [{ listingId: id, quantity: 1 }] }] });
    for (const where of [world, neighbour]) assert.ok(!(await find('soledad', where)).includes(id));
    await world.door.returnCopies({ orderId, items: [{ listingId: id, quantity: 1 }] });
    await noticed(async () => (await find('soledad', neighbour)).includes(id));
    await world.door.removeListing({ sellerId: world.lucia, listingId: id });
  });

  it('filters and counts, and says where the seller is now', async () => {
    const sellerId = newId();
    await world.door.updateSeller({ sellerId, name: 'Librería Prado', city: 'Cali' });
    for (const condition of ['fine', 'poor', 'poor'] as const)
      await world.door.publishListing({
        sellerId,
        facts: { title: 'María', authors: ['Jorge Isaacs'], language: 'es' },
        fields: { ...fields, condition },
      });
    const found = await world.door.search({ q: 'isaacs', condition: ['poor'], limit: 10 });
    assert.equal(found.items.length, 2);
    assert.deepEqual([found.total, found.totalIsExact], [2, true]);
    assert.deepEqual(
      found.facets.condition.find(({ value }) => value === 'fine')?.count,
      1,
      'a facet counts without its own filter',
    );
    assert.deepEqual(found.facets.city, [{ value: 'Cali', count: 2 }]);
    await world.door.updateSeller({ sellerId, city: 'Pasto' });
    assert.equal((await world.door.search({ city: ['Pasto'], limit: 10 })).items.length, 3);
    await world.door.updateSeller({ sellerId, suspended: true });
    assert.equal((await world.door.search({ q: 'isaacs', limit: 10 })).items.length, 0);
    await world.door.updateSeller({ sellerId, suspended: false });
    assert.equal((await world.door.search({ sellerId, limit: 10 })).items.length, 3);
  });

  it('shows the newest first, page by page, by the database or by the index', async () => {
    for (let day = 0; day < 7; day++)
      await world.door.publishListing({
        sellerId: world.mateo,
        facts: soledadFacts,
        fields,
        publishedAt: 1_700_000_000_000 + day * 86_400_000,
      });
    for (const facets of [true, false]) {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await world.door.search({ sort: 'newest', limit: 3, cursor, facets });
        seen.push(...page.items.map(({ publishedAt }) => publishedAt ?? 0));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      assert.ok(seen.length >= 7);
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => b - a),
      );
    }
    await assert.rejects(
      world.door.search({ sort: 'newest', limit: 3, cursor: 'x', facets: false }),
      refusal('cursor.invalid', 400),
    );
  });

  it('says how complete the index is, and is refused before it is', async () => {
    const late = world.another();
    await assert.rejects(late.door.search({ q: 'x', limit: 1 }), refusal('search.not_ready', 503));
    assert.equal((await late.door.indexState()).complete, false);
    await late.start();
    const [mine, theirs] = [await world.door.indexState(), await late.door.indexState()];
    assert.deepEqual([theirs.complete, theirs.listings], [true, mine.listings]);
    assert.ok(theirs.behindMs < 2000);
    await late.stop();
  });
});
