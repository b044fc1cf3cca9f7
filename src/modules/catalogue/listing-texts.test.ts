import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { type CatalogueWorld, fields, openCatalogue, refusal, soledadFacts } from './catalogue.fixture.ts';
import type { EditionFacts, ListingFields } from './index.ts';

const unicode = new URL('../../../../shared/data/hostile/text/unicode_cases.json', import.meta.url);
const scripts = new URL('../../../../shared/data/hostile/text/xss.txt', import.meta.url);
const noData = existsSync(unicode) ? false : 'needs ../shared/data';

forEachDatabase('the text of listings', (open) => {
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

  it('say what was typed', async () => {
    const given = {
      condition: 'very_good',
      flags: ['signed', 'dust_jacket'],
      notes: 'Lomo algo gastado.\r\n\tFirmado “a Mateo”.',
      priceMinor: 10 ** 12,
      quantity: 9999,
    } as const;
    const facts = {
      title: ' El Aleph ',
      authors: ['Borges, Jorge Luis', 'Otro'],
      publisher: 'Emecé',
      year: 1957,
      language: 'spa',
      format: 'hardcover',
      subjects: ['cuentos'],
    } as const;
    const listing = await publish(
      { ...facts, authors: [...facts.authors], subjects: [...facts.subjects] },
      { ...given, flags: [...given.flags] },
    );
    assert.partialDeepStrictEqual(listing, {
      ...facts,
      ...given,
      language: 'es',
      isbn: null,
      state: 'active',
      available: 9999,
      sold: 0,
      photos: [],
    });
    assert.deepEqual(listing.seller, {
      id: world.lucia,
      name: 'Lucía Restrepo',
      city: 'Medellín',
      ratingHundredths: null,
      reviews: 0,
    });
    assert.deepEqual(await world.door.getListing({ listingId: listing.id }), listing);
  });

  it('say hostile and rare text as it was typed', { skip: noData }, async () => {
    const cases = (JSON.parse(readFileSync(unicode, 'utf8')) as { input: string }[]).map(({ input }) => input);
    const texts = [...cases, ...readFileSync(scripts, 'utf8').split('\n')].filter(
      (text) => text.trim() !== '' && [...text].length <= 200,
    );
    let stored = 0;
    for (const text of texts) {
      const facts = { title: text, authors: [text], publisher: text, subjects: [text.slice(0, 40).toWellFormed()] };
      const listing = await publish(facts, { notes: text }).catch(
        (error: unknown) => error as { code: string; status: number },
      );
      if ('code' in listing)
        assert.deepEqual(
          [listing.code, listing.status, /\p{Cc}/u.test(text) || !text.isWellFormed()],
          ['listing.invalid', 422, true],
          JSON.stringify(text),
        );
      else {
        stored++;
        assert.deepEqual(
          [listing.title, listing.authors, listing.publisher, listing.notes],
          [text, [text], text, text],
        );
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
      await assert.rejects(
        publish(facts, given),
        { ...refusal('listing.invalid', 422), details: { field } },
        `${field} ${JSON.stringify(given)}`,
      );
    await assert.rejects(publish({ isbn: '9780307474729', title: 'x' }), refusal('isbn.invalid', 422));
    assert.equal((await publish({ ...soledadFacts, title: '📚'.repeat(500) })).title.length, 1000);
  });
});
