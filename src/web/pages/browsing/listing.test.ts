import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openWebShop, type WebShop } from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

const hostile = `</script><img src=x onerror="alert(1)">'&`;

/** What a page tells search engines. */
function jsonLdOf(body: string): Record<string, unknown> {
  const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(body) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

describe('the page of a copy', () => {
  let shop: WebShop;
  const get = (path: string) => shop.visitor().get(path);

  before(async () => {
    shop = await openWebShop();
  });
  after(() => shop.close());

  test('says what it is, how it looks, who sells it, how it travels and what it costs', async () => {
    const { id } = await shop.soledad({
      condition: 'very_good',
      flags: ['signed'],
      notes: 'Primera línea.\n\nOtro párrafo.',
    });
    const page = await get(`/listings/${id}`);
    assert.equal(page.status, 200);
    for (const words of [
      'Cien años de soledad',
      'Gabriel García Márquez',
      'Muy bueno',
      'Señales leves de lectura',
      'Firmado por el autor',
      'Otro párrafo',
      'Lucía Restrepo',
      'Recogerlo en Medellín',
      'Servientrega',
    ])
      assert.ok(page.text.includes(words), words);
    assert.match(page.text, /\$ 25\.000 \+ \$ 15\.000 de envío/);
    assert.match(String(page.headers['cache-control']), /s-maxage=1/);
  });

  test('leads to the cart or straight to the checkout, with as many copies as there are', async () => {
    const { id } = await shop.soledad({ quantity: 3 });
    const form = (await get(`/listings/${id}`)).forms.find(({ action }) => action === '/cart/items');
    assert.ok(form);
    assert.deepEqual(form.fields, { listingId: id, quantity: '1' });
    assert.deepEqual(
      form.buttons.map(({ name, value }) => [name, value]),
      [
        ['next', '/cart'],
        ['next', '/checkout'],
      ],
    );
    assert.match((await get(`/listings/${id}`)).text, /Quedan 3/);
  });

  test('is for its seller a way to edit it, not to buy it', async () => {
    const { id } = await shop.soledad();
    const lucia = await shop.signIn('lucia@example.com');
    const page = await lucia.get(`/listings/${id}`);
    assert.match(page.text, /Este libro es tuyo/);
    assert.match(page.body, new RegExp(`href="/my-books/${id}"`));
    assert.ok(!page.forms.some(({ action }) => action === '/cart/items'));
    assert.match(String(page.headers['cache-control']), /no-store/);
  });

  test('is nobody else’s while it is a draft, paused, removed or blocked', async () => {
    const { catalogue } = shop.doors;
    const [paused, removed, blocked] = [await shop.soledad(), await shop.soledad(), await shop.soledad()];
    const draft = await catalogue.publishListing({
      sellerId: shop.lucia.id,
      facts: { title: 'Borrador' },
      fields: { condition: 'good', priceMinor: 100, quantity: 1 },
      state: 'draft',
    });
    await catalogue.updateListing({ sellerId: shop.lucia.id, listingId: paused.id, state: 'paused' });
    await catalogue.updateListing({ sellerId: shop.lucia.id, listingId: removed.id, state: 'removed' });
    await catalogue.setBlocked({ listingId: blocked.id, blocked: true });
    const [lucia, mateo, ana] = [
      await shop.signIn('lucia@example.com'),
      await shop.signIn('mateo@example.com'),
      await shop.signIn('ana@example.com'),
    ];
    for (const { id } of [draft, paused, removed, blocked]) {
      assert.equal((await get(`/listings/${id}`)).status, 404);
      assert.equal((await mateo.get(`/listings/${id}`)).status, 404);
      const own = await lucia.get(`/listings/${id}`);
      assert.equal(own.status, 200);
      assert.match(own.body, /<meta name="robots" content="noindex">/);
    }
    assert.match((await lucia.get(`/listings/${draft.id}`)).text, /Borrador: solo tú ves esta página/);
    assert.match((await lucia.get(`/listings/${paused.id}`)).text, /En pausa/);
    const seen = await ana.get(`/listings/${blocked.id}`);
    assert.match(seen.text, /No está a la venta/);
    assert.ok(!seen.forms.some(({ action }) => action === '/cart/items'));
  });

  test('looks sold when it is sold, and set aside while somebody pays', async () => {
    const { catalogue } = shop.doors;
    const [sold, held] = [await shop.soledad(), await shop.soledad()];
    await catalogue.sellCopies({
      purchaseId: newId(),
      orders: [{ orderId: newId(), items: [{ listingId: sold.id, quantity: 1 }] }],
    });
    await catalogue.holdCopies({
      purchaseId: newId(),
      attempt: 1,
      holdSeconds: 600,
      items: [{ orderId: newId(), listingId: held.id, quantity: 1 }],
    });
    const soldPage = await get(`/listings/${sold.id}`);
    assert.match(soldPage.text, /Vendido Cien años de soledad/);
    assert.match(soldPage.text, /ya encontró quien lo lea/);
    assert.match(soldPage.body, /SoldOut/);
    const heldPage = await get(`/listings/${held.id}`);
    assert.match(heldPage.text, /Alguien lo está pagando/);
    assert.match(heldPage.body, /OutOfStock/);
    for (const page of [soldPage, heldPage]) assert.ok(!page.forms.some(({ action }) => action === '/cart/items'));
  });

  test('tells search engines book, offer, price and condition', async () => {
    const { id } = await shop.soledad({ condition: 'new', priceMinor: 2_500_050 });
    const { body } = await get(`/en/listings/${id}`);
    const facts = jsonLdOf(body);
    assert.deepEqual(facts['@type'], ['Product', 'Book']);
    assert.deepEqual(facts.author, [{ '@type': 'Person', name: 'Gabriel García Márquez' }]);
    const offer = facts.offers as Record<string, unknown>;
    assert.equal(offer.price, '25000.50');
    assert.equal(offer.priceCurrency, 'COP');
    assert.equal(offer.availability, 'https://schema.org/InStock');
    assert.equal(offer.itemCondition, 'https://schema.org/NewCondition');
    assert.match(body, /<meta property="og:type" content="book">/);
    assert.match(body, new RegExp(`hreflang="es" href="http://localhost:3000/listings/${id}"`));
  });

  test('writes markup as the text that it is, everywhere', async () => {
    const { id, editionId } = await shop.doors.catalogue.publishListing({
      sellerId: shop.lucia.id,
      facts: { title: hostile, authors: [hostile, hostile], publisher: hostile, subjects: [hostile] },
      fields: { condition: 'poor', priceMinor: 999_999_999_900, quantity: 1, notes: hostile },
    });
    for (const path of [`/listings/${id}`, `/editions/${editionId}`, '/search', '/']) {
      const { status, body } = await get(path);
      assert.equal(status, 200);
      assert.doesNotMatch(body, /<img src=x/, path);
    }
    const { body, text } = await get(`/listings/${id}`);
    assert.ok(text.includes(hostile));
    assert.equal(jsonLdOf(body).name, hostile);
    assert.match(text, /\$ 9\.999\.999\.999/);
  });

  test('an address that is no copy’s is not found', async () => {
    for (const id of ['nonsense', newId(), '%00', 'a'.repeat(150)])
      assert.equal((await get(`/listings/${id}`)).status, 404);
  });

  test('photos come in three sizes, the first of them at once', async () => {
    const { id } = await shop.soledad();
    const { default: sharp } = await import('sharp');
    const photo = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#875' } })
      .jpeg()
      .toBuffer();
    await shop.doors.catalogue.addPhoto({
      sellerId: shop.lucia.id,
      listingId: id,
      photo: (async function* () {
        yield photo;
      })(),
    });
    const { body } = await get(`/listings/${id}`);
    assert.match(
      body,
      /srcset="\/photos\/\w\w\/\w{32}-small\.webp 240w, \/photos\/\w\w\/\w{32}-medium\.webp 600w, \/photos\/\w\w\/\w{32}-large\.webp 900w"/,
    );
    assert.match(body, /<img [^>]*width="900" height="1200" fetchpriority="high"/);
    assert.match(body, /alt="Foto 1 de este ejemplar de Cien años de soledad"/);
    assert.match(body, /og:image" content="http:\/\/localhost:3000\/photos\//);
  });
});
