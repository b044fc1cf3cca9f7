import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  fieldsOf,
  hostile,
  idIn,
  notAPhoto,
  nothingChosen,
  openSellersShop,
  photo,
  type SellersShop,
} from '../../../../tests/support/selling.ts';
import { type Visitor } from '../../../../tests/support/web-shop.ts';

const isbn = '9788437604947';

describe('publishing', () => {
  let shop: SellersShop;
  let lucia: Visitor;
  let sara: Visitor;

  before(async () => {
    shop = await openSellersShop();
    lucia = shop.luciasBrowser;
    sara = shop.sarasBrowser;
  });
  after(() => shop.close());

  /** Fills in the page's form over what stands in it. */
  async function publish(
    visitor: Visitor,
    path: string,
    fields: Record<string, string | string[]>,
    files: Parameters<Visitor['upload']>[2] = [nothingChosen],
  ) {
    const page = await visitor.get(path);
    return visitor.upload('/publish', { ...fieldsOf(page, '/publish'), ...fields }, files);
  }

  const complete = { condition: 'good', price: '25.000' };

  test('a book that nobody sold here yet needs a title, and the next copy only condition and price', async () => {
    const first = await publish(lucia, `/publish?isbn=${isbn}`, {
      ...complete,
      title: 'Cien años de soledad',
      authors: 'Gabriel García Márquez; Otra Persona',
      year: '1987',
      subjects: ['novela'],
    });
    assert.match(first.location ?? '', /^\/my-books\/[0-9A-Z]{26}\/published$/);
    const listing = await shop.listingOf(idIn(first.location));
    assert.equal(listing.state, 'active');
    assert.equal(listing.priceMinor, 2_500_000);
    assert.deepEqual(listing.authors, ['Gabriel García Márquez', 'Otra Persona']);

    const page = await sara.get('/publish?isbn=84-376-0494-X');
    assert.match(page.text, /Cien años de soledad/);
    assert.doesNotMatch(page.body, /name="title"/);
    const second = await publish(sara, '/publish?isbn=84-376-0494-X', { condition: 'fine', price: '$ 30.000,50' });
    const hers = await shop.listingOf(idIn(second.location));
    assert.equal(hers.editionId, listing.editionId);
    assert.equal(hers.priceMinor, 3_000_050);
    assert.equal(hers.isbn, isbn);
  });

  test('what is wrong is said all at once, beside its field, and everything typed stays', async () => {
    const answer = await publish(
      lucia,
      '/publish?by=hand',
      { title: ' ', authors: hostile, notes: hostile, price: 'mucho', quantity: '0', year: '99' },
      [await photo('a.jpg')],
    );
    assert.equal(answer.status, 422);
    for (const words of [
      /Escribe el título/,
      /Elige el estado/,
      /Escribe el precio/,
      /Escribe cuántos ejemplares/,
      /Escribe un año/,
      /Elige las fotos otra vez/,
    ])
      assert.match(answer.text, words);
    const again = fieldsOf(answer, '/publish');
    assert.equal(again.authors, hostile);
    assert.equal(again.notes, hostile);
    assert.equal(again.price, 'mucho');
    assert.match(answer.body, /<details class="more-fields" open/);
    assert.doesNotMatch(answer.body, /<script>alert/);
    const counts = await shop.doors.catalogue.countSellerListings({ sellerId: shop.lucia.id });
    assert.equal(counts.draft, 0);
  });

  test('no ISBN, and one that is none', async () => {
    assert.equal((await lucia.get('/publish?isbn=')).status, 422);
    const wrong = await lucia.get('/publish?isbn=9788437604948');
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /value="9788437604948"/);
    const forged = await publish(lucia, '/publish?by=hand', { ...complete, title: 'x', isbn: '123' });
    assert.equal(forged.status, 422);
  });

  test('photos travel with the form', async () => {
    const answer = await publish(lucia, '/publish?by=hand', { ...complete, title: 'Con fotos' }, [
      await photo('uno.jpg', 10),
      await photo('dos.jpg', 200),
    ]);
    const listing = await shop.listingOf(idIn(answer.location));
    assert.equal(listing.photos.length, 2);
    assert.equal(listing.state, 'active');
  });

  test('a photo that is none leaves a draft with the others, and says what to do', async () => {
    const answer = await publish(lucia, '/publish?by=hand', { ...complete, title: 'Con una foto mala' }, [
      notAPhoto,
      await photo('buena.jpg', 30),
    ]);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /notas\.txt: no es una foto JPEG, PNG o WebP/);
    assert.match(answer.text, /quedó guardado como borrador/);
    const draft = await shop.listingOf(idIn(answer.forms.find(({ action }) => action.endsWith('/state'))?.action));
    assert.equal(draft.state, 'draft');
    assert.equal(draft.photos.length, 1);
    const published = await lucia.submit(answer, `/my-books/${draft.id}/state`, { state: 'active' });
    assert.equal(published.location, `/my-books/${draft.id}/published`);
    assert.equal((await shop.listingOf(draft.id)).state, 'active');
  });

  test('more photos than a book has are named, and the first ones kept', async () => {
    const photos = await Promise.all(
      Array.from({ length: 9 }, (_, place) => photo(`${String(place)}.jpg`, place * 20)),
    );
    const answer = await publish(lucia, '/publish?by=hand', { ...complete, title: 'Nueve fotos' }, photos);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /más de ocho fotos/);
  });

  test('the same form sent twice publishes one book; sent with other words, it says so', async () => {
    const page = await lucia.get('/publish?by=hand');
    const fields = { ...fieldsOf(page, '/publish'), ...complete, title: 'Una sola vez' };
    const first = await lucia.upload('/publish', fields, [nothingChosen]);
    assert.equal((await lucia.upload('/publish', fields, [nothingChosen])).location, first.location);
    const other = await lucia.upload('/publish', { ...fields, title: 'Otra cosa' }, [nothingChosen]);
    assert.equal(other.status, 422);
    assert.match(other.text, /ya se había enviado/);
    assert.notEqual(fieldsOf(other, '/publish').key, fieldsOf(page, '/publish').key);
  });

  test('a draft is its seller’s alone, looks as a buyer will see it, and is published from its form', async () => {
    const saved = await publish(lucia, '/publish?by=hand', { ...complete, title: 'Un borrador', state: 'draft' });
    const id = idIn(saved.location);
    assert.equal(saved.location, `/my-books/${id}?done=draft_saved`);
    assert.match((await lucia.get(`/listings/${id}`)).text, /Así se verá cuando lo publiques/);
    assert.equal((await sara.get(`/listings/${id}`)).status, 404);
    const form = await lucia.get(`/my-books/${id}`);
    assert.equal(
      (await lucia.submit(form, `/my-books/${id}`, { price: '31.000', state: 'active' })).location,
      `/my-books/${id}/published`,
    );
    assert.match((await lucia.get(`/my-books/${id}/published`)).text, /Publicar el siguiente/);
    assert.equal((await shop.listingOf(id)).priceMinor, 3_100_000);
  });

  test('a form without its token is refused before anything is kept', async () => {
    const answer = await lucia.upload('/publish', { csrf: 'forged', ...complete, title: 'Forjado' }, [nothingChosen]);
    assert.equal(answer.status, 403);
  });
});
