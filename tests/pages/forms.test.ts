import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { routes } from '../../src/web/routes.ts';
import { refusals } from './forms-table.ts';
import { openPageWorld, type PageWorld } from './page-world.ts';

/** Nothing is typed into these: a button, a choice among what the page offers, a file, or a link's token. */
const buttons = [
  '/cart/items',
  '/cart/gone',
  '/purchases/:id/cancellation',
  '/purchases/:id/cart',
  '/purchases/:id/orders/:orderId/receipt',
  '/sandbox/:paymentId',
  '/my-books/:id/state',
  '/my-books/:id/stock',
  '/my-books/:id/copies',
  '/my-books/:id/removal',
  '/my-books/:id/photos',
  '/my-books/:id/photos/order',
  '/my-books/:id/photos/:photoId/removal',
  '/sales/:id/cancellation',
  '/sales/:id/return',
  '/sign-out',
  '/confirm',
  '/new-email',
  '/reset',
  '/account/confirmation',
  '/account/email/confirmation',
  '/account/email/cancellation',
  '/account/sessions/others',
  '/account/sessions/:id',
  '/account/addresses/:id/removal',
  '/account/second-factor',
  '/account/second-factor/removal',
  '/admin/accounts/:id/suspension',
  '/admin/accounts/:id/role',
  '/admin/listings/:id/block',
  '/admin/orders/:id/resolution',
  '/admin/payments/:id/confirmation',
  '/admin/payments/:id/refund',
  // Its note is never refused, only cut to what a statement holds.
  '/admin/payouts/:id',
  '/webhooks/:gateway',
];

describe('a form that is refused', () => {
  let world: PageWorld;
  before(async () => {
    world = await openPageWorld();
  });
  after(() => world.close());

  test('every form is in the table or has nothing to type', () => {
    const posts = routes.filter(({ method }) => method === 'POST').map(({ path }) => path);
    assert.deepEqual([...Object.keys(refusals), ...buttons].sort(), posts.sort());
  });

  for (const [route, refused] of Object.entries(refusals))
    test(`${route} comes back as it was typed, and says what is wrong`, async () => {
      const { as, path, typed, besides = {}, action = path } = await refused(world);
      const browser = world.browsers[as];
      const send = routes.some((each) => each.path === route && each.multipart) ? browser.upload : browser.post;
      const answer = await send(path, { ...typed, ...besides });
      assert.ok([401, 409, 422].includes(answer.status), `it answers ${String(answer.status)}`);
      const form = answer.forms.find((each) => each.action === action);
      assert.ok(form, `the form is there again; there are ${answer.forms.map((each) => each.action).join(', ')}`);
      for (const [name, value] of Object.entries(typed)) assert.equal(form.fields[name], value, name);
      for (const [name, value] of Object.entries(besides))
        if (name !== 'step') assert.ok(!answer.body.includes(value), `${name} is not repeated`);
      assert.match(answer.body, /class="error-summary" role="alert" tabindex="-1" autofocus/);
      const wrong = [...answer.body.matchAll(/<a href="#(field-[^"]+)">/g)].map(([, id]) => id);
      for (const id of wrong) assert.ok(answer.body.includes(`id="${id ?? ''}"`), `the summary leads to ${id ?? ''}`);
    });
});
