import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buy, place } from '../../../../tests/support/buying.ts';
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
import { type Visitor, waitFor } from '../../../../tests/support/web-shop.ts';

describe('my books', () => {
  let shop: SellersShop;
  let lucia: Visitor;
  let sara: Visitor;

  before(async () => {
    shop = await openSellersShop();
    lucia = shop.luciasBrowser;
    sara = shop.sarasBrowser;
  });
  after(() => shop.close());

  test('by state, with counts, searched by title', async () => {
    const listing = await shop.soledad();
    await shop.soledad({}, shop.sara.id);
    const active = await lucia.get('/my-books');
    assert.match(active.text, /A la venta \d+/);
    assert.match((await lucia.get('/my-books?state=active&q=solédad')).text, /Cien años de soledad/);
    assert.match((await lucia.get('/my-books?state=active&q=nadie')).text, /Ninguno de tus libros/);
    assert.equal(
      (await lucia.submit(active, `/my-books/${listing.id}/state`, { state: 'paused' })).location,
      '/my-books?state=active&done=listing_paused',
    );
    assert.equal((await shop.listingOf(listing.id)).state, 'paused');
    const paused = await lucia.get('/my-books?state=paused');
    assert.equal(
      (await lucia.submit(paused, `/my-books/${listing.id}/state`, { state: 'active' })).location,
      '/my-books?state=paused&done=listing_active',
    );
    assert.equal((await lucia.get('/my-books?cursor=rubbish')).status, 400);
  });

  test('the form changes what it shows, keeps what was typed, and says why copies are not free', async () => {
    const listing = await shop.soledad({ quantity: 2 });
    await place(shop, [listing]);
    const page = await lucia.get(`/my-books/${listing.id}`);
    assert.equal(fieldsOf(page, `/my-books/${listing.id}`).price, '25.000');
    const held = await lucia.submit(page, `/my-books/${listing.id}`, { quantity: '0', notes: hostile });
    assert.equal(held.status, 409);
    assert.match(held.text, /Alguien está pagando 1 ejemplar/);
    assert.equal(fieldsOf(held, `/my-books/${listing.id}`).notes, hostile);
    const saved = await lucia.submit(held, `/my-books/${listing.id}`, {
      quantity: '1',
      title: 'Cien años de soledad (conmemorativa)',
      year: '',
      format: '',
    });
    assert.equal(saved.location, `/my-books/${listing.id}?done=listing_saved`);
    const now = await shop.listingOf(listing.id);
    assert.equal(now.quantity, 1);
    assert.equal(now.notes, hostile);
    assert.match(now.title, /conmemorativa/);
    assert.deepEqual([now.year, now.format], [null, null]);
    const question = await lucia.get(`/my-books/${listing.id}/removal`);
    const kept = await lucia.submit(question, `/my-books/${listing.id}/removal`);
    assert.equal(kept.status, 409);
    assert.match(kept.text, /Alguien lo está pagando/);
  });

  test('removing asks once, and a duplicate is a draft', async () => {
    const listing = await shop.soledad({ notes: 'subrayado' });
    const page = await lucia.get(`/my-books/${listing.id}`);
    const copy = await lucia.submit(page, `/my-books/${listing.id}/copies`);
    assert.equal((await lucia.submit(page, `/my-books/${listing.id}/copies`)).location, copy.location);
    const draft = await shop.listingOf(idIn(copy.location));
    assert.equal(draft.state, 'draft');
    assert.equal(draft.notes, 'subrayado');
    const question = await lucia.get(`/my-books/${listing.id}/removal`);
    assert.equal((await shop.listingOf(listing.id)).state, 'active');
    assert.equal(
      (await lucia.submit(question, `/my-books/${listing.id}/removal`)).location,
      '/my-books?state=active&done=listing_removed',
    );
    assert.equal((await shop.listingOf(listing.id)).state, 'removed');
    assert.equal((await lucia.get(`/my-books/${listing.id}`)).status, 200);
  });

  test('sold copies are restocked with one number', async () => {
    const listing = await shop.soledad();
    await buy(shop, listing);
    await waitFor('the copy to be sold', async () => (await shop.listingOf(listing.id)).state === 'sold_out');
    const page = await lucia.get('/my-books?state=sold_out');
    const wrong = await lucia.submit(page, `/my-books/${listing.id}/stock`, { quantity: 'dos' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /cuántos ejemplares te quedan/);
    assert.equal(
      (await lucia.submit(page, `/my-books/${listing.id}/stock`, { quantity: '2' })).location,
      '/my-books?done=listing_restocked',
    );
    assert.equal((await shop.listingOf(listing.id)).state, 'active');
  });

  test('photos are added, moved and, after asking once, removed', async () => {
    const { id } = await shop.soledad();
    const added = await lucia.upload(`/my-books/${id}/photos`, {}, [
      await photo('a.jpg', 10),
      await photo('b.jpg', 220),
    ]);
    assert.equal(added.location, `/my-books/${id}/photos?done=photos_added`);
    const [first, second] = (await shop.listingOf(id)).photos;
    const page = await lucia.get(`/my-books/${id}/photos`);
    await lucia.submit(page, `/my-books/${id}/photos/order`, { photo: second?.id ?? '', move: 'earlier' });
    assert.deepEqual(
      (await shop.listingOf(id)).photos.map((each) => each.id),
      [second?.id, first?.id],
    );
    const removal = `/my-books/${id}/photos/${first?.id ?? ''}/removal`;
    await lucia.submit(await lucia.get(removal), removal);
    assert.deepEqual(
      (await shop.listingOf(id)).photos.map((each) => each.id),
      [second?.id],
    );
    assert.equal((await lucia.upload(`/my-books/${id}/photos`, {}, [nothingChosen])).status, 422);
    const bad = await lucia.upload(`/my-books/${id}/photos`, {}, [notAPhoto]);
    assert.equal(bad.status, 422);
    assert.match(bad.text, /notas\.txt/);
  });

  test('another’s book is not there, whatever is asked of it', async () => {
    const { id } = await shop.soledad();
    for (const path of ['', '/photos', '/removal', '/published'])
      assert.equal((await sara.get(`/my-books/${id}${path}`)).status, 404, path);
    for (const path of ['/state', '/stock', '/copies', '/removal', '/photos/order'])
      assert.equal((await sara.post(`/my-books/${id}${path}`, { state: 'paused', quantity: '5' })).status, 404, path);
    assert.equal((await sara.upload(`/my-books/${id}/photos`, {}, [await photo('x.jpg')])).status, 404);
    assert.equal((await shop.listingOf(id)).photos.length, 0);
    assert.equal(
      (await shop.visitor().get(`/my-books/${id}`)).location,
      `/sign-in?next=${encodeURIComponent(`/my-books/${id}`)}`,
    );
  });
});
