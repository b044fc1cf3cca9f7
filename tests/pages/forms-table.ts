import { paths } from '../../src/web/paths.ts';
import type { PageWorld, Role } from './page-world.ts';

export interface Refusal {
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
export const refusals: Readonly<Record<string, (world: PageWorld) => Promise<Refusal> | Refusal>> = {
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
