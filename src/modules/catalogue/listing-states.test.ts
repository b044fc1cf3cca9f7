import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, refusal, soledadFacts } from './catalogue.fixture.ts';
import type { EditionFacts, ListingFields, ListingState } from './index.ts';

forEachDatabase('states of listings', (open) => {
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

  it('go through the states that the shop knows, and no others', async () => {
    const asked: Record<string, Record<'active' | 'paused' | 'removed', ListingState | 'refused'>> = {
      draft: { active: 'active', paused: 'refused', removed: 'removed' },
      active: { active: 'active', paused: 'paused', removed: 'removed' },
      paused: { active: 'active', paused: 'paused', removed: 'removed' },
      sold_out: { active: 'refused', paused: 'refused', removed: 'refused' },
      removed: { active: 'refused', paused: 'refused', removed: 'removed' },
      blocked: { active: 'refused', paused: 'refused', removed: 'refused' },
    };
    for (const [from, wishes] of Object.entries(asked))
      for (const [wish, expected] of Object.entries(wishes) as [
        'active' | 'paused' | 'removed',
        ListingState | 'refused',
      ][]) {
        const id = await inState(from as ListingState);
        const answer = change(id, { state: wish });
        if (expected === 'refused') await assert.rejects(answer, refusal('listing.state', 409), `${from} → ${wish}`);
        else assert.equal((await answer).state, expected, `${from} → ${wish}`);
      }
  });

  it('are sold out without copies and active again when restocked', async () => {
    const { id } = await publish(soledadFacts);
    assert.equal((await change(id, { fields: { quantity: 0 } })).state, 'sold_out');
    assert.equal((await change(id, { fields: { quantity: 2 } })).state, 'active');
    await change(id, { state: 'paused' });
    assert.equal((await change(id, { fields: { quantity: 0 } })).state, 'paused');
    await assert.rejects(change(id, { state: 'active' }), refusal('listing.state', 409));
    assert.equal((await change(id, { state: 'active', fields: { quantity: 1 } })).state, 'active');
  });

  it('are blocked by a moderator and then what they were', async () => {
    for (const state of ['draft', 'active', 'paused', 'sold_out', 'removed'] as const) {
      const id = await inState(state);
      assert.equal((await world.door.setBlocked({ listingId: id, blocked: true })).state, 'blocked');
      assert.equal((await world.door.setBlocked({ listingId: id, blocked: true })).state, 'blocked');
      await assert.rejects(world.hold(id), refusal('listing.unavailable', 409));
      assert.equal((await world.door.setBlocked({ listingId: id, blocked: false })).state, state);
    }
    const id = await inState('active');
    const held = await world.hold(id);
    await world.door.setBlocked({ listingId: id, blocked: true });
    await world.door.sellCopies({
      purchaseId: held.purchaseId,
      orders: [{ orderId: held.orderId, items: [{ listingId: id, quantity: 1 }] }],
    });
    assert.equal(
      (await world.door.setBlocked({ listingId: id, blocked: false })).state,
      'sold_out',
      'what was held before is sold',
    );
  });

  it('are shown to whom they may be shown', async () => {
    const rows: [ListingState, boolean][] = [
      ['active', true],
      ['sold_out', true],
      ['draft', false],
      ['paused', false],
      ['removed', false],
      ['blocked', false],
    ];
    for (const [state, public_] of rows) {
      const listingId = await inState(state);
      for (const [viewer, sees] of [
        [{}, public_],
        [{ viewerId: world.mateo }, public_],
        [{ viewerId: world.lucia }, true],
        [{ asAdministrator: true }, true],
      ] as const) {
        const answer = world.door.getListing({ listingId, ...viewer });
        if (sees) assert.equal((await answer).state, state);
        else await assert.rejects(answer, refusal('listing.not_found', 404));
      }
      assert.equal((await world.door.getListings({ listingIds: [listingId] })).length, Number(public_));
    }
  });

  it('vanish with a suspended seller and come back', async () => {
    const sellerId = newId();
    const { id, editionId } = await publish(soledadFacts, { quantity: 2 }, sellerId);
    await world.hold(id);
    await world.door.updateSeller({ sellerId, suspended: true });
    await assert.rejects(world.door.getListing({ listingId: id }), refusal('listing.not_found', 404));
    await assert.rejects(world.hold(id), refusal('listing.unavailable', 409));
    assert.deepEqual((await world.door.listEditionListings({ editionId, limit: 5 })).items, []);
    await world.door.updateSeller({ sellerId, suspended: false, name: 'Ana', ratingHundredths: 450, reviews: 2 });
    assert.deepEqual((await world.door.getListing({ listingId: id })).seller, {
      id: sellerId,
      name: 'Ana',
      city: null,
      ratingHundredths: 450,
      reviews: 2,
    });
    await world.hold(id);
  });

  async function inState(state: ListingState): Promise<string> {
    const draft = await world.door.publishListing({
      sellerId: world.lucia,
      facts: soledadFacts,
      fields,
      state: state === 'draft' ? 'draft' : 'active',
    });
    if (state === 'paused' || state === 'removed') await change(draft.id, { state });
    if (state === 'sold_out') await change(draft.id, { fields: { quantity: 0 } });
    if (state === 'blocked') await world.door.setBlocked({ listingId: draft.id, blocked: true });
    return draft.id;
  }
});
