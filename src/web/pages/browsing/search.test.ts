import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openWebShop, type WebShop, waitFor } from '../../../../tests/support/web-shop.ts';
import { newId } from '../../../platform/ids.ts';

const hostile = `<script>alert(1)</script>"'&`;

/** Twenty-seven copies: more than a page has. */
async function fill({ doors, lucia, sara }: WebShop): Promise<void> {
  const { catalogue } = doors;
  const publish = (sellerId: string, facts: object, fields: object) =>
    catalogue.publishListing({
      sellerId,
      facts: { title: '', ...facts },
      fields: { condition: 'good', priceMinor: 2_000_000, quantity: 1, ...fields },
    });
  for (let number = 1; number <= 24; number++)
    await publish(
      lucia.id,
      { title: `Relatos, tomo ${number}`, authors: ['Ana María'], subjects: ['cuento'], language: 'es' },
      { priceMinor: number * 100_000 },
    );
  await publish(
    sara.id,
    {
      title: 'Cien años de soledad',
      authors: ['Gabriel García Márquez'],
      subjects: ['novela'],
      language: 'es',
      format: 'paperback',
    },
    { condition: 'fine' },
  );
  await publish(
    sara.id,
    { title: 'The Waves', authors: ['Virginia Woolf'], subjects: ['novela'], language: 'en' },
    { condition: 'fair', priceMinor: 9_000_000 },
  );
  await publish(sara.id, { title: hostile, authors: [hostile], subjects: [hostile] }, {});
}

const listingsIn = (body: string): string[] => [
  ...new Set([...body.matchAll(/\/listings\/([0-9A-Z]{26})/g)].map(([, id = '']) => id)),
];

describe('home and search', () => {
  let shop: WebShop;
  const get = (path: string) => shop.visitor().get(path);

  before(async () => {
    shop = await openWebShop();
    const empty = await get('/');
    assert.match(empty.text, /Los estantes están vacíos/);
    await fill(shop);
    await waitFor('the index', async () => (await get('/search?q=soledad')).text.includes('1 ejemplar'));
  });
  after(() => shop.close());

  test('the shop window shows what is new, the subjects and how it works', async () => {
    const home = await waitFor('the counts', async () => {
      const page = await get('/');
      return page.text.includes('Novela 2') && page;
    });
    assert.match(home.text, /Recién publicados/);
    assert.match(home.text, /The Waves/);
    assert.match(home.text, /Si tienes libros para vender/);
    assert.match(home.body, /href="\/search\?subject=novela"/);
  });

  test('what is sold is gone from the shop window at once', async () => {
    const { id } = await shop.soledad({}, shop.sara.id);
    await waitFor('the shelf', async () => (await get('/')).body.includes(id));
    await shop.doors.catalogue.sellCopies({
      purchaseId: newId(),
      orders: [{ orderId: newId(), items: [{ listingId: id, quantity: 1 }] }],
    });
    assert.ok(!(await get('/')).body.includes(id));
    assert.ok(!(await get('/search')).body.includes(id));
  });

  test('words are found without accents, in any order, with a letter wrong', async () => {
    for (const words of ['garcia marquez cien anos', 'CIEN soledad', 'Cien años de solefad']) {
      const page = await get(`/search?q=${encodeURIComponent(words)}`);
      assert.equal(page.status, 200);
      assert.match(page.text, /Cien años de soledad/, words);
    }
  });

  test('a misspelt word is said to be one', async () => {
    const page = await get('/search?q=solefad');
    assert.match(page.text, /No encontramos «solefad» tal cual\. Mostramos «soledad»\./);
  });

  test('filters narrow, show their counts, and can be taken off one by one', async () => {
    const page = await get('/search?subject=novela&language=en&maxPrice=100.000');
    assert.equal(listingsIn(page.body).length, 1);
    assert.match(page.text, /The Waves/);
    assert.match(page.body, /name="language" value="en" checked><span>inglés<\/span> <small>1</);
    assert.match(
      page.body,
      /href="\/search\?subject=novela&amp;maxPrice=100\.000" aria-label="Quitar el filtro inglés"/,
    );
    assert.match(page.text, /Hasta \$ 100\.000/);
  });

  test('prices in the wrong order are meant the other way round, and an unreadable one is said', async () => {
    assert.match((await get('/search?minPrice=100.000&maxPrice=80.000')).text, /The Waves/);
    assert.match((await get('/search?minPrice=barato')).text, /No entendimos ese precio/);
  });

  test('orders by price, both ways', async () => {
    const cheapest = await get('/search?sort=price');
    assert.ok(cheapest.body.indexOf('tomo 1<') < cheapest.body.indexOf('tomo 2<'));
    const dearest = await get('/search?sort=-price');
    assert.ok(dearest.body.indexOf('The Waves') < dearest.body.indexOf('tomo 24<'));
  });

  test('pages by cursor show every copy once, with the filters kept', async () => {
    for (const path of ['/search', '/search?sort=price', '/search?subject=cuento&subject=novela']) {
      const first = await get(path);
      const next = /<a class="button secondary" rel="next" href="([^"]+)"/
        .exec(first.body)?.[1]
        ?.replaceAll('&amp;', '&');
      assert.ok(next, path);
      const second = await get(next);
      const ids = [...listingsIn(first.body), ...listingsIn(second.body)];
      assert.equal(ids.length, new Set(ids).size);
      assert.equal(ids.length, path.includes('subject') ? 26 : 27);
      assert.match(second.body, /<meta name="robots" content="noindex">/);
      assert.match(second.text, /Volver al principio/);
    }
  });

  test('what nobody has shows what comes close, or what came last', async () => {
    const near = await get('/search?q=woolf+zzzzzzzzzz');
    assert.match(near.text, /Nadie tiene «woolf zzzzzzzzzz» todavía/);
    assert.match(near.text, /The Waves/);
    const nothing = await get('/search?q=zqxjkvwp');
    assert.match(nothing.text, /Nadie tiene «zqxjkvwp» todavía/);
    assert.match(nothing.text, /Mientras tanto, lo último que llegó/);
    const filtered = await get('/search?city=Leticia');
    assert.match(filtered.text, /Con menos filtros seguro aparecen/);
    assert.match(filtered.text, /Quitar filtros/);
  });

  test('hostile and endless queries harm nobody', async () => {
    const texts = [
      hostile,
      "' OR 1=1 --",
      '%',
      '*',
      '"',
      '(((',
      'NEAR(a b)',
      '\u0000',
      '😀'.repeat(5000),
      'a'.repeat(8000),
      '../../etc/passwd',
      '{{7*7}}',
    ];
    for (const text of texts) {
      const page = await get(
        `/search?q=${encodeURIComponent(text)}&city=${encodeURIComponent(text)}&minPrice=${encodeURIComponent(text)}&seller=${encodeURIComponent(text)}`,
      );
      assert.equal(page.status, 200, text.slice(0, 20));
      assert.doesNotMatch(page.body, /<script>alert/);
    }
    assert.equal((await get('/search?q=%FF%FE&q=a&condition=nope&sort=sideways')).status, 200);
    assert.equal((await get(`/search?${'city=a&'.repeat(500)}`)).status, 200);
    assert.equal((await get('/search?cursor=nonsense')).status, 400);
  });

  test('speaks English under its own address, with the same books', async () => {
    const page = await get('/en/search?q=waves');
    assert.match(page.text, /Results for “waves”/);
    assert.match(page.body, /<html lang="en">/);
    assert.match(page.body, /href="\/en\/listings\//);
    assert.match((await get('/en')).text, /Used books with a past/);
  });

  test('visitors share one page; whoever has a cookie gets their own', async () => {
    const [one, other] = await Promise.all([get('/search'), get('/search')]);
    assert.equal(one.body, other.body);
    assert.match(String(one.headers['cache-control']), /s-maxage=1/);
    assert.equal(one.headers['set-cookie'], undefined);
    const mateo = await shop.signIn('mateo@example.com');
    assert.match(String((await mateo.get('/search')).headers['cache-control']), /no-store/);
  });

  test('search engines know the shelves, not each way to narrow them', async () => {
    assert.match(
      (await get('/search?subject=novela')).body,
      /<link rel="canonical" href="http:\/\/localhost:3000\/search\?subject=novela">/,
    );
    assert.match(
      (await get('/search?sort=price&condition=good')).body,
      /<link rel="canonical" href="http:\/\/localhost:3000\/search">/,
    );
    assert.match((await get('/search?q=zqxjkvwp')).body, /content="noindex"/);
  });
});
