import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../src/platform/ids.ts';
import { routes } from '../../src/web/routes.ts';
import { openWebShop, type Visitor, type WebShop } from '../support/web-shop.ts';

const forms = routes.filter((route) => route.method === 'POST' && !route.unlocalised);
const noWord = { csrf: undefined };

describe('a form that no page of the shop has sent', () => {
  let shop: WebShop;
  let lucia: Visitor;
  let listingId: string;
  before(async () => {
    shop = await openWebShop();
    lucia = await shop.signIn('lucia@example.com');
    listingId = (await shop.soledad()).id;
  });
  after(() => shop.close());

  // A multipart form's token is read with its parts, when the listing has been found to be the sender's.
  const place = (path: string): string =>
    path.replace('/my-books/:id', `/my-books/${listingId}`).replaceAll(/:\w+/g, () => newId());

  test('the only doors without a token are those that no browser uses', () => {
    const bare = routes.filter((route) => route.method === 'POST' && route.unlocalised);
    assert.deepEqual(
      bare.map((route) => route.path),
      ['/webhooks/:gateway'],
    );
  });

  for (const { path, multipart } of forms)
    test(`POST ${path} refuses it`, async () => {
      const send = multipart ? lucia.upload : lucia.post;
      assert.equal((await send(place(path), noWord)).status, 403, 'without the token');
      assert.equal((await send(place(path), { csrf: 'x'.repeat(43) })).status, 403, 'with another token');
      for (const somebody of [lucia, shop.visitor()]) {
        for (const site of ['cross-site', 'same-site'])
          assert.equal((await somebody.post(place(path), {}, { 'sec-fetch-site': site })).status, 403, site);
        for (const origin of ['https://elsewhere.example', 'null', 'http://localhost:3001'])
          assert.equal((await somebody.post(place(path), {}, { origin })).status, 403, origin);
      }
    });

  test('what a page of the shop has sent is taken', async () => {
    const headers = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };
    assert.equal((await lucia.post('/account', { name: 'Lucía', locale: 'es' }, headers)).status, 303);
  });

  test('the token of one session is worth nothing in another', async () => {
    const mateo = await shop.signIn('mateo@example.com');
    const stolen = (await mateo.get('/account')).forms.find(({ action }) => action === '/account')?.fields.csrf;
    assert.ok(typeof stolen === 'string' && stolen.length > 20);
    assert.equal((await lucia.post('/account', { name: 'Lucía', locale: 'es', csrf: stolen })).status, 403);
    assert.equal((await mateo.post('/account', { name: 'Mateo', locale: 'es', csrf: stolen })).status, 303);
  });

  test('pages of visitors carry no token and set no cookie', async () => {
    for (const path of ['/', '/search', `/listings/${listingId}`, '/sign-in', '/register']) {
      const { body, headers } = await shop.visitor().get(path);
      assert.doesNotMatch(body, /name="csrf"/);
      assert.equal(headers['set-cookie'], undefined);
    }
  });

  test('the policy of every page leaves no room for inline script, frames or foreign forms', async () => {
    const { headers } = await shop.visitor().get('/');
    const policy = String(headers['content-security-policy']);
    assert.doesNotMatch(policy, /unsafe/);
    for (const rule of [
      /script-src 'self'/,
      /style-src 'self'/,
      /form-action 'self'/,
      /frame-ancestors 'none'/,
      /base-uri 'none'|base-uri 'self'/,
    ])
      assert.match(policy, rule);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });
});

test('on https, cookies are bound to the host and go nowhere else', async () => {
  const shop = await openWebShop({ environment: { PUBLIC_URL: 'https://libros.example' } });
  try {
    const answer = await shop.visitor().post('/cart/items', { listingId: (await shop.soledad()).id });
    assert.match(
      String(answer.headers['set-cookie']),
      /^__Host-cart=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  } finally {
    await shop.close();
  }
});

test('outside development there are no kept mails to read', async () => {
  const shop = await openWebShop({ environment: { NODE_ENV: 'production', HOST: '127.0.0.1' } });
  try {
    assert.equal((await shop.visitor().get('/development/mail')).status, 404);
    assert.equal((await shop.visitor().get(`/development/mail/${newId()}`)).status, 404);
  } finally {
    await shop.close();
  }
});
