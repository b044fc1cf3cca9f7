import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { paths } from '../../src/web/paths.ts';
import { routes } from '../../src/web/routes.ts';
import { openPageWorld, type PageWorld, type Role } from './page-world.ts';

interface Refusal {
  readonly as: Role;
  readonly path: string;
  /** What is typed; all of it comes back. */
  readonly typed: Readonly<Record<string, string>>;
  /** What is sent besides and never comes back: passwords; or is chosen by a button. */
  readonly besides?: Readonly<Record<string, string>>;
  /** Where the form stands in the answer, where it is another one than was sent. */
  readonly action?: string;
}

const odd = ` Ana  "la <b>" & 'x' `;
const address = { name: odd, phone: 'abc', line1: odd, line2: odd, city: odd, region: 'Antioquia' };
const book = {
  title: odd,
  authors: `${odd}; otra`,
  publisher: odd,
  year: '12',
  notes: `${odd}\ndos`,
  price: 'caro',
  quantity: '1',
};
const weak = { password: '1234' };

/** Every form into which somebody types, sent so that it is refused. */
const refusals: Readonly<Record<string, (world: PageWorld) => Promise<Refusal> | Refusal>> = {
  '/checkout': async ({ browsers, listings }) => {
    await browsers.visitor.post(paths.cartItems, { listingId: listings.active.id });
    return { as: 'visitor', path: paths.checkout, typed: { email: odd, ...address } };
  },
  '/purchases/:id/payment': async ({ orders }) => ({
    as: 'buyer',
    path: paths.payment((await orders.order('unpaid')).purchaseId),
    typed: { card: '1234 5678', method: 'card' },
  }),
  '/purchases/:id/orders/:orderId/dispute': ({ orders: { shipped } }) => ({
    as: 'buyer',
    path: paths.dispute(shipped.purchaseId, shipped.orderId),
    typed: { reason: `${odd}${'muy largo '.repeat(220)}` },
  }),
  '/purchases/:id/orders/:orderId/review': ({ orders: { completed } }) => ({
    as: 'buyer',
    path: paths.review(completed.purchaseId, completed.orderId),
    typed: { text: `${odd}\ndos` },
  }),
  '/publish': () => ({ as: 'seller', path: paths.publish, typed: book }),
  '/my-books/:id': async ({ shop }) => ({
    as: 'seller',
    path: paths.myBook((await shop.soledad()).id),
    typed: { ...book, title: '' },
  }),
  '/sales/:id/shipment': async ({ orders }) => ({
    as: 'seller',
    path: paths.shipment((await orders.order('paid')).orderId),
    typed: { tracking: 'G'.repeat(120) },
  }),
  '/sales/:id/handover': async ({ orders }) => ({
    as: 'seller',
    path: paths.handover((await orders.order('ready')).orderId),
    typed: { code: 'NOPE' },
  }),
  '/sign-in': () => ({ as: 'visitor', path: paths.signIn, typed: { email: 'mateo@example.com' }, besides: weak }),
  '/register': () => ({ as: 'visitor', path: paths.register, typed: { name: odd, email: odd }, besides: weak }),
  '/forgot-password': () => ({ as: 'visitor', path: paths.forgotPassword, typed: { email: odd } }),
  '/account': () => ({ as: 'buyer', path: paths.account, typed: { name: ' ', city: odd, locale: 'en' } }),
  '/account/email': () => ({
    as: 'buyer',
    path: paths.email,
    typed: { email: odd },
    besides: { current: 'no es la mía 77' },
  }),
  '/account/password': () => ({
    as: 'buyer',
    path: paths.password,
    typed: {},
    besides: { current: 'no es la mía 77', password: 'tres tristes tigres más' },
  }),
  '/account/addresses': () => ({ as: 'buyer', path: paths.addresses, typed: address }),
  '/account/second-factor/confirmation': async ({ browsers: { buyer } }) => {
    const page = await buyer.post(paths.secondFactor);
    const step = page.forms.find(({ action }) => action === paths.secondFactorConfirmation)?.fields.step;
    return {
      as: 'buyer',
      path: paths.secondFactorConfirmation,
      typed: {},
      // A code counts for half a minute: the next one has to be typed anyhow.
      besides: { code: '000000', step: String(step) },
    };
  },
  '/admin/delivery/:id': () => ({
    as: 'administrator',
    path: '/admin/delivery/new',
    typed: { name: odd, cost: 'nada', coverage: 'international' },
  }),
};

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
