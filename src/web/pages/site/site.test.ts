import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openWebShop, type WebShop } from '../../../../tests/support/web-shop.ts';

describe('files for machines', () => {
  let shop: WebShop;
  const get = (path: string) => shop.visitor().get(path);

  before(async () => {
    shop = await openWebShop();
  });
  after(() => shop.close());

  test('the sitemap names every copy for sale once, in both languages, in bounded parts', async () => {
    const copies = await Promise.all(Array.from({ length: 5 }, () => shop.soledad()));
    await shop.doors.catalogue.updateListing({
      sellerId: shop.lucia.id,
      listingId: copies[4]?.id ?? '',
      state: 'paused',
    });
    const index = await get('/sitemap.xml');
    assert.match(index.body, /<loc>http:\/\/localhost:3000\/sitemaps\/listings\.xml<\/loc>/);
    const part = await get('/sitemaps/listings.xml');
    assert.match(String(part.headers['content-type']), /^application\/xml/);
    for (const [place, { id }] of copies.entries()) {
      assert.equal(part.body.split(`<loc>http://localhost:3000/listings/${id}</loc>`).length - 1, place < 4 ? 1 : 0);
      assert.equal(part.body.split(`<loc>http://localhost:3000/en/listings/${id}</loc>`).length - 1, place < 4 ? 1 : 0);
    }
    const ids = copies.map(({ id }) => id).toSorted();
    const after = await get(`/sitemaps/listings-${ids[0] ?? ''}.xml`);
    assert.ok(!after.body.includes(`/listings/${ids[0] ?? ''}<`));
    assert.match((await get('/sitemaps/pages.xml')).body, /<loc>http:\/\/localhost:3000\/how-it-works<\/loc>/);
    for (const name of ['x.xml', 'listings-x.xml', 'listings-.xml'])
      assert.equal((await get(`/sitemaps/${name}`)).status, 404);
  });

  test('the parts of the sitemap together have each copy once', async () => {
    const { catalogue } = shop.doors;
    const beginnings = await catalogue.sitemapParts({ size: 2 });
    assert.equal(beginnings[0], '');
    assert.equal(beginnings.length, 3);
    const parts = await Promise.all(
      beginnings.map((after) => catalogue.sitemap({ after: after === '' ? undefined : after, limit: 2 })),
    );
    const ids = parts.flat().map(({ listingId }) => listingId);
    assert.equal(ids.length, 4);
    assert.equal(new Set(ids).size, 4);
  });

  test('robots are told what is private, in both languages', async () => {
    const { body } = await get('/robots.txt');
    for (const line of [
      'Disallow: /cart',
      'Disallow: /en/checkout',
      'Disallow: /admin',
      'Sitemap: http://localhost:3000/sitemap.xml',
    ])
      assert.ok(body.split('\n').includes(line), line);
  });

  test('a phone can keep the shop among its apps, in its language', async () => {
    const manifest = JSON.parse((await get('/manifest.webmanifest')).body) as {
      start_url: string;
      lang: string;
      icons: { src: string }[];
    };
    assert.equal(manifest.lang, 'es');
    assert.ok(manifest.icons.some(({ src }) => src.includes('icon-512')));
    const english = JSON.parse((await get('/en/manifest.webmanifest')).body) as { start_url: string };
    assert.equal(english.start_url, '/en');
  });

  test('browsers find the icon and the search', async () => {
    const icon = await get('/favicon.ico');
    assert.equal(icon.status, 200);
    assert.match(String(icon.headers['content-type']), /^image\/svg/);
    assert.match((await get('/opensearch.xml')).body, /template="http:\/\/localhost:3000\/search\?q=\{searchTerms\}"/);
  });
});
