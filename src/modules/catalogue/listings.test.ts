import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { newId } from '../../platform/ids.ts';
import { type CatalogueWorld, fields, openCatalogue, refusal, soledadFacts } from './catalogue.fixture.ts';
import type { EditionFacts, ListingFields, ListingState } from './index.ts';

const unicode = new URL('../../../../shared/data/hostile/text/unicode_cases.json', import.meta.url);
const scripts = new URL('../../../../shared/data/hostile/text/xss.txt', import.meta.url);
const noData = existsSync(unicode) ? false : 'needs ../shared/data';

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
  const change = (listingId: string, input: Omit<Parameters<typeof world.door.updateListing>[0], 'sellerId' | 'listingId'>) =>
    world.door.updateListing({ sellerId: world.lucia, listingId, ...input });

  it('say what was typed', async () => {
    const given = { condition: 'very_good', flags: ['signed', 'dust_jacket'], notes: 'Lomo algo gastado.\r\n\tFirmado “a Mateo”.', priceMinor: 10 ** 12, quantity: 9999 } as const;
    const facts = { title: ' El Aleph ', authors: ['Borges, Jorge Luis', 'Otro'], publisher: 'Emecé', year: 1957, language: 'spa', format: 'hardcover', subjects: ['cuentos'] } as const;
    const listing = await publish({ ...facts, authors: [...facts.authors], subjects: [...facts.subjects] }, { ...given, flags: [...given.flags] });
    assert.partialDeepStrictEqual(listing, { ...facts, ...given, language: 'es', isbn: null, state: 'active', available: 9999, sold: 0, photos: [] });
    assert.deepEqual(listing.seller, { id: world.lucia, name: 'Lucía Restrepo', city: 'Medellín', ratingHundredths: null, reviews: 0 });
    assert.deepEqual(await world.door.getListing({ listingId: listing.id }), listing);
  });

  it('say hostile and rare text as it was typed', { skip: noData }, async () => {
    const cases = (JSON.parse(readFileSync(unicode, 'utf8')) as { input: string }[]).map(({ input }) => input);
    const texts = [...cases, ...readFileSync(scripts, 'utf8').split('\n')].filter((text) => text.trim() !== '' && [...text].length <= 200);
    let stored = 0;
    for (const text of texts) {
      const facts = { title: text, authors: [text], publisher: text, subjects: [text.slice(0, 40).toWellFormed()] };
      const listing = await publish(facts, { notes: text }).catch((error: unknown) => error as { code: string; status: number });
      if ('code' in listing) assert.deepEqual([listing.code, listing.status, /\p{Cc}/u.test(text) || !text.isWellFormed()], ['listing.invalid', 422, true], JSON.stringify(text));
      else {
        stored++;
        assert.deepEqual([listing.title, listing.authors, listing.publisher, listing.notes], [text, [text], text, text]);
      }
    }
    assert.ok(stored > 20);
  });

  it('are refused where a field is not within its limits, and the field is named', async () => {
    const wrong: [string, EditionFacts, Partial<ListingFields>][] = [
      ['title', { title: 'x'.repeat(501) }, {}],
      ['title', { title: ' ' }, {}],
      ['title', { title: 'a\u0000b' }, {}],
      ['title', { title: 'half \ud800' }, {}],
      ['title', { isbn: '9788437604947' }, {}],
      ['authors', { ...soledadFacts, authors: Array<string>(21).fill('x') }, {}],
      ['authors', { ...soledadFacts, authors: ['x'.repeat(201)] }, {}],
      ['publisher', { ...soledadFacts, publisher: 'x'.repeat(201) }, {}],
      ['year', { ...soledadFacts, year: 1399 }, {}],
      ['year', { ...soledadFacts, year: new Date().getUTCFullYear() + 2 }, {}],
      ['language', { ...soledadFacts, language: 'klingon' }, {}],
      ['format', { ...soledadFacts, format: 'scroll' as never }, {}],
      ['condition', soledadFacts, { condition: 'mint' as never }],
      ['flags', soledadFacts, { flags: ['stolen' as never] }],
      ['notes', soledadFacts, { notes: 'x'.repeat(4001) }],
      ['notes', soledadFacts, { notes: 'bell \u0007' }],
      ['price', soledadFacts, { priceMinor: 0 }],
      ['price', soledadFacts, { priceMinor: -1 }],
      ['price', soledadFacts, { priceMinor: 1.5 }],
      ['price', soledadFacts, { priceMinor: 10 ** 12 + 1 }],
      ['quantity', soledadFacts, { quantity: 0 }],
      ['quantity', soledadFacts, { quantity: 10_000 }],
    ];
    for (const [field, facts, given] of wrong)
      await assert.rejects(publish(facts, given), { ...refusal('listing.invalid', 422), details: { field } }, `${field} ${JSON.stringify(given)}`);
    await assert.rejects(publish({ isbn: '9780307474729', title: 'x' }), refusal('isbn.invalid', 422));
    assert.equal((await publish({ ...soledadFacts, title: '📚'.repeat(500) })).title.length, 1000);
  });

  it('share an edition by ISBN, whose facts the first one sets', async () => {
    const first = await publish({ ...soledadFacts, isbn: 'ISBN 84-376-0494-X' });
    const second = await publish({ isbn: '9788437604947', title: 'Otra cosa', year: 2001 }, {}, world.mateo);
    const third = await publish({ isbn: '9788437604947' }, { priceMinor: 100 });
    assert.deepEqual([second.editionId, third.editionId], [first.editionId, first.editionId]);
    assert.deepEqual([second.title, second.year, second.authors], [first.title, 1967, first.authors]);
    const other = await publish({ isbn: '9780307474728', title: 'CIEN ANOS DE SOLEDAD!', authors: ['García Márquez, Gabriel'] });
    assert.notEqual(other.editionId, first.editionId);
    assert.equal(other.workId, first.workId);
    const { edition, otherEditions } = await world.door.getEdition({ isbnOrId: '84-376-0494-X' });
    assert.equal(edition.id, first.editionId);
    assert.deepEqual(otherEditions.find(({ id }) => id === other.editionId)?.copies, 1);
    assert.equal((await world.door.getEdition({ isbnOrId: edition.id })).edition.isbn, '9788437604947');
    const cheapest = await world.door.listEditionListings({ editionId: edition.id, limit: 2 });
    assert.deepEqual(cheapest.items.map(({ priceMinor }) => priceMinor), [100, 2_500_000]);
    const rest = await world.door.listEditionListings({ editionId: edition.id, limit: 2, cursor: cheapest.nextCursor ?? undefined });
    assert.equal(new Set([...cheapest.items, ...rest.items].map(({ id }) => id)).size, 3);
    for (const isbnOrId of ['9780000000002', newId(), 'nonsense']) await assert.rejects(world.door.getEdition({ isbnOrId }), refusal('edition.not_found', 404));
  });

  it('share an edition when twelve publish a new ISBN at once', async () => {
    const listings = await Promise.all(Array.from({ length: 12 }, () => publish({ ...soledadFacts, isbn: '9786280135939' }, {}, newId())));
    assert.equal(new Set(listings.map(({ editionId }) => editionId)).size, 1);
  });

  it('are looked up by ISBN before they are published', async () => {
    await publish({ ...soledadFacts, isbn: '9786287589124', publisher: 'Rey Naranjo' });
    const found = await world.door.lookUpIsbn({ isbn: '978-628-7589-12-4' });
    assert.deepEqual(found, { isbn: '9786287589124', known: true, facts: { ...soledadFacts, isbn: '9786287589124', publisher: 'Rey Naranjo', subjects: [] } });
    assert.equal(await world.door.lookUpIsbn({ isbn: '9788498891065' }), undefined);
    await assert.rejects(world.door.lookUpIsbn({ isbn: '12345' }), refusal('isbn.invalid', 422));
  });

  it('without ISBN own their edition, and can be given one', async () => {
    const [one, other] = [await publish(soledadFacts), await publish(soledadFacts)];
    assert.notEqual(one.editionId, other.editionId);
    const changed = await change(one.id, { facts: { title: 'El amor en los tiempos del cólera', publisher: 'Oveja Negra' } });
    assert.deepEqual([changed.title, changed.publisher, changed.editionId], ['El amor en los tiempos del cólera', 'Oveja Negra', one.editionId]);
    assert.notEqual(changed.workId, one.workId);
    assert.equal((await change(one.id, { facts: { publisher: '' } })).publisher, null);
    const numbered = await change(one.id, { facts: { isbn: '9788401242304' } });
    assert.deepEqual([numbered.isbn, numbered.title], ['9788401242304', 'El amor en los tiempos del cólera']);
    await assert.rejects(world.door.getEdition({ isbnOrId: one.editionId }), refusal('edition.not_found', 404));
    assert.equal((await change(one.id, { facts: { title: 'Mi título' } })).title, 'El amor en los tiempos del cólera', 'an edition with ISBN keeps its facts');
    const corrected = await world.door.updateEdition({ editionId: numbered.editionId, facts: { title: 'El amor…', year: 1985 } });
    assert.equal(corrected.year, 1985);
    assert.equal((await world.door.getListing({ listingId: one.id })).title, 'El amor…');
    await publish({ ...soledadFacts, isbn: '9788433969972' });
    await assert.rejects(world.door.updateEdition({ editionId: corrected.id, facts: { isbn: '9788433969972' } }), refusal('edition.isbn_taken', 409));
  });

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
      for (const [wish, expected] of Object.entries(wishes) as ['active' | 'paused' | 'removed', ListingState | 'refused'][]) {
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
    await world.door.sellCopies({ purchaseId: held.purchaseId, orders: [{ orderId: held.orderId, items: [{ listingId: id, quantity: 1 }] }] });
    assert.equal((await world.door.setBlocked({ listingId: id, blocked: false })).state, 'sold_out', 'what was held before is sold');
  });

  it('are shown to whom they may be shown', async () => {
    const rows: [ListingState, boolean][] = [['active', true], ['sold_out', true], ['draft', false], ['paused', false], ['removed', false], ['blocked', false]];
    for (const [state, public_] of rows) {
      const listingId = await inState(state);
      for (const [viewer, sees] of [[{}, public_], [{ viewerId: world.mateo }, public_], [{ viewerId: world.lucia }, true], [{ asAdministrator: true }, true]] as const) {
        const answer = world.door.getListing({ listingId, ...viewer });
        if (sees) assert.equal((await answer).state, state);
        else await assert.rejects(answer, refusal('listing.not_found', 404));
      }
      assert.equal((await world.door.getListings({ listingIds: [listingId] })).length, Number(public_));
    }
  });

  it('are changed by their seller only', async () => {
    const { id } = await publish(soledadFacts);
    const notYours = { sellerId: world.mateo, listingId: id };
    await assert.rejects(world.door.updateListing({ ...notYours, fields: { priceMinor: 1 } }), refusal('listing.not_found', 404));
    await assert.rejects(world.door.removeListing(notYours), refusal('listing.not_found', 404));
    await assert.rejects(world.door.duplicateListing(notYours), refusal('listing.not_found', 404));
    await assert.rejects(world.door.removePhoto({ ...notYours, photoId: newId() }), refusal('listing.not_found', 404));
  });

  it('are published once for an idempotency key', async () => {
    const input = { sellerId: world.lucia, facts: soledadFacts, fields, idempotencyKey: 'key-1' };
    const [first, again] = await Promise.all([world.door.publishListing(input), world.door.publishListing(input)]);
    assert.equal(again.id, first.id);
    await assert.rejects(world.door.publishListing({ ...input, fields: { ...fields, priceMinor: 1 } }), refusal('idempotency.mismatch', 422));
    assert.notEqual((await world.door.publishListing({ ...input, sellerId: world.mateo })).id, first.id);
  });

  it('are duplicated as drafts and announced when they are published', async () => {
    await drain();
    const original = await publish(soledadFacts, { quantity: 3, notes: 'Dos manchas' });
    const copy = await world.door.duplicateListing({ sellerId: world.lucia, listingId: original.id });
    assert.partialDeepStrictEqual(copy, { state: 'draft', quantity: 1, notes: 'Dos manchas', publishedAt: null, title: original.title, workId: original.workId });
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
    const named = async (q: string) => (await world.door.listSellerListings({ sellerId, q, limit: 10 })).items.map(({ title }) => title);
    assert.deepEqual(await named('TUNEL'), ['El túnel']);
    assert.deepEqual(await named('100%_'), []);
    assert.equal((await named('nandu')).length, 5);
    assert.equal((await world.door.countSellerListings({ sellerId })).active, 5);
    const first = await world.door.searchListingsAsAdministrator({ q: 'sobre her', limit: 1 });
    const second = await world.door.searchListingsAsAdministrator({ q: 'sobre her', limit: 1, cursor: first.nextCursor ?? undefined });
    assert.deepEqual([...first.items, ...second.items].map(({ title }) => title), ['Sobre héroes y tumbas II', 'Sobre héroes y tumbas'], 'in the order of title and author');
    assert.equal(second.nextCursor, null);
    assert.equal((await world.door.searchListingsAsAdministrator({ q: first.items[0]?.id, limit: 5 })).items.length, 1);
    assert.ok((await world.door.searchListingsAsAdministrator({ state: 'active', limit: 5 })).items.length >= 5);
    for (const bad of ['x', 'e30', Buffer.from('["a","b","c"]').toString('base64url'), Buffer.from('[1e99,"b"]').toString('base64url')])
      await assert.rejects(world.door.listEditionListings({ editionId: newId(), cursor: bad, limit: 2 }), refusal('cursor.invalid', 400));
    const map = await world.door.sitemap({ limit: 3 });
    const next = await world.door.sitemap({ limit: 3, after: map.at(-1)?.listingId });
    assert.equal(new Set([...map, ...next].map(({ listingId }) => listingId)).size, 6);
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
    assert.deepEqual((await world.door.getListing({ listingId: id })).seller, { id: sellerId, name: 'Ana', city: null, ratingHundredths: 450, reviews: 2 });
    await world.hold(id);
  });

  async function inState(state: ListingState): Promise<string> {
    const draft = await world.door.publishListing({ sellerId: world.lucia, facts: soledadFacts, fields, state: state === 'draft' ? 'draft' : 'active' });
    if (state === 'paused' || state === 'removed') await change(draft.id, { state });
    if (state === 'sold_out') await change(draft.id, { fields: { quantity: 0 } });
    if (state === 'blocked') await world.door.setBlocked({ listingId: draft.id, blocked: true });
    return draft.id;
  }

  async function drain(): Promise<string[]> {
    const ids: string[] = [];
    while ((await world.outbox.work((item) => Promise.resolve(void ids.push((item.payload as { listingId: string }).listingId)))) > 0);
    return ids;
  }
});
