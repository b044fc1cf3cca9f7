import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openWebShop, type WebShop, waitFor } from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

const isbn = '9788437604947';
const facts = {
  isbn,
  title: 'Cien años de soledad',
  authors: ['Gabriel García Márquez'],
  publisher: 'Cátedra',
  year: 2004,
  language: 'es',
};

describe('edition, seller and guide', () => {
  let shop: WebShop;
  let editionId = '';
  const get = (path: string) => shop.visitor().get(path);
  const publish = (sellerId: string, priceMinor: number, given = facts) =>
    shop.doors.catalogue.publishListing({
      sellerId,
      facts: given,
      fields: { condition: 'good', priceMinor, quantity: 1 },
    });

  before(async () => {
    shop = await openWebShop();
    ({ editionId } = await publish(shop.lucia.id, 3_000_000));
    for (let copy = 1; copy <= 21; copy++) await publish(shop.sara.id, 2_000_000 + copy * 100_000);
    await publish(shop.sara.id, 1_500_000, { ...facts, isbn: '9788420471839', publisher: 'Alfaguara' });
    await waitFor('the index', async () => (await get('/search?q=soledad')).text.includes('23 ejemplares'));
  });
  after(() => shop.close());

  test('an edition is found by its id and by its ISBN in any spelling', async () => {
    for (const name of [editionId, isbn, '978-84-376-0494-7', '84-376-0494-X']) {
      const page = await get(`/editions/${name}`);
      assert.equal(page.status, 200, name);
      assert.match(page.body, new RegExp(`rel="canonical" href="http://localhost:3000/editions/${editionId}"`));
    }
    for (const name of ['nonsense', newId(), '9780000000002', 'a'.repeat(150)])
      assert.equal((await get(`/editions/${name}`)).status, 404);
  });

  test('its copies stand cheapest first, over pages, and its other editions below', async () => {
    const first = await get(`/editions/${editionId}`);
    assert.ok(first.text.indexOf('$ 21.000') < first.text.indexOf('$ 22.000'));
    assert.match(first.text, /\+ \$ 15\.000 de envío/);
    assert.match(first.text, /Alfaguara · 2004 · español 1 ejemplar, \$ 15\.000/);
    const next = /rel="next" href="([^"]+)"/.exec(first.body)?.[1] ?? '';
    const second = await get(next);
    assert.match(second.text, /\$ 41\.000/);
    assert.doesNotMatch(second.text, /\$ 21\.000/);
  });

  test('an edition that nobody sells invites to sell it', async () => {
    const listing = await publish(shop.lucia.id, 100_000, { ...facts, isbn: '9780307474728' });
    await shop.doors.catalogue.updateListing({ sellerId: shop.lucia.id, listingId: listing.id, state: 'paused' });
    const page = await get('/editions/9780307474728');
    assert.match(page.text, /Nadie vende esta edición ahora/);
    assert.match(page.body, /href="\/publish\?isbn=9780307474728"/);
  });

  test('a seller’s page says who, where and since when, and shows all copies by cursor', async () => {
    const page = await get(`/sellers/${shop.sara.id}`);
    assert.match(page.text, /Sara Muñoz Cali · Aquí desde/);
    assert.match(page.text, /Libros a la venta \(22 ejemplares\)/);
    assert.match(page.text, /Nadie ha reseñado todavía a Sara Muñoz/);
    assert.doesNotMatch(page.text, /Ir a mis libros/);
    const sara = await shop.signIn('sara@example.com');
    assert.match((await sara.get(`/sellers/${shop.sara.id}`)).text, /Ir a mis libros/);
    const within = await get(`/search?seller=${shop.sara.id}`);
    assert.match(within.text, /Vendedor: Sara Muñoz/);
    assert.match(within.text, /22 ejemplares/);
  });

  test('reviews stand on the page of their seller, the rest of them on one of their own', async () => {
    const reviews = Array.from({ length: 23 }, (_, place) => ({
      sellerId: shop.lucia.id,
      buyerName: 'Mateo',
      stars: 5,
      text: `Reseña <b>${place}</b>`,
      createdAt: Date.now() - place * 1000,
    }));
    await shop.doors.sales.seedReviews({ reviews });
    const page = await waitFor('the rating', async () => {
      const found = await get(`/sellers/${shop.lucia.id}`);
      return found.text.includes('Ver las 23 reseñas') && found;
    });
    assert.ok(page.text.includes('Reseña <b>0</b>'));
    assert.ok(!page.text.includes('Reseña <b>3</b>'));
    const all = await get(`/sellers/${shop.lucia.id}/reviews`);
    assert.ok(all.text.includes('Reseña <b>19</b>'));
    const next = /rel="next" href="([^"]+)"/.exec(all.body)?.[1] ?? '';
    assert.ok((await get(next)).text.includes('Reseña <b>22</b>'));
  });

  test('whoever is suspended, or never was, is not found', async () => {
    const gone = await shop.doors.accounts.createAccount({
      name: 'Nadie',
      email: 'nadie@example.com',
      password: 'tres tristes tigres tragan',
    });
    assert.equal((await get(`/sellers/${gone.id}`)).status, 200);
    await shop.doors.accounts.setSuspended({ accountId: gone.id, suspended: true });
    for (const id of [gone.id, newId(), 'nonsense']) {
      assert.equal((await get(`/sellers/${id}`)).status, 404);
      assert.equal((await get(`/sellers/${id}/reviews`)).status, 404);
    }
  });

  test('the guide says what selling costs, and what each condition means', async () => {
    const page = await get('/how-it-works');
    assert.match(page.text, /se queda con el 5 % del precio/);
    assert.match(page.text, /Muy usado Muy trajinado/);
    assert.match((await get('/en/how-it-works')).text, /the shop keeps 5 % of the book’s price/);
  });
});
