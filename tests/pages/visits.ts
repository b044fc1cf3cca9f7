import { paths } from '../../src/web/paths.ts';
import { isbn, type PageWorld, type Role } from './page-world.ts';

/** One look at a page: whose browser, and where. */
export interface Visit {
  readonly as: Role;
  readonly path: string;
  /** What is there is for machines: no page. */
  readonly file?: true;
  /** Default 200. */
  readonly status?: number;
}

type Visits = Readonly<Record<string, (world: PageWorld) => readonly Visit[]>>;

const by = (as: Role, ...seen: readonly string[]): Visit[] => seen.map((path) => ({ as, path }));
const file = (path: string) => (): Visit[] => [{ as: 'visitor', path, file: true }];

const browsing: Visits = {
  '/': () => [...by('visitor', '/', '/en'), ...by('buyer', '/')],
  '/search': () =>
    by('visitor', '/search?q=soledad', '/en/search?q=soledda&condition=good&sort=price', '/search?q=nadalodice'),
  '/listings/:id': ({ listings: { active, soldOut, draft } }) => [
    ...by('visitor', paths.listing(active.id), `/en${paths.listing(active.id)}`, paths.listing(soldOut.id)),
    ...by('seller', paths.listing(active.id), paths.listing(draft.id)),
  ],
  '/editions/:id': ({ listings }) => by('visitor', paths.edition(isbn), paths.edition(listings.paused.editionId)),
  '/sellers/:id': ({ shop }) => by('visitor', paths.seller(shop.lucia.id), paths.seller(shop.mateo.id)),
  '/sellers/:id/reviews': ({ shop }) => by('visitor', paths.sellerReviews(shop.lucia.id)),
  '/how-it-works': () => by('visitor', paths.howItWorks, `/en${paths.howItWorks}`),
};

const buying: Visits = {
  '/cart': () => by('visitor', paths.cart).concat(by('buyer', paths.cart, `/en${paths.cart}`)),
  '/checkout': () => by('buyer', paths.checkout, `/en${paths.checkout}?abroad=1`),
  '/purchases': () => by('buyer', paths.purchases).concat(by('member', paths.purchases)),
  '/purchases/:id': ({ orders: { order: _, address: __, guest, ...orders } }) => [
    ...by('buyer', ...Object.values(orders).map(({ purchaseId }) => paths.purchase(purchaseId))),
    ...by('guest', `/en${paths.purchase(guest.purchaseId)}`),
  ],
  '/purchases/:id/payment': ({ orders: { unpaid, transfer, guest } }) => [
    ...by('buyer', paths.payment(unpaid.purchaseId), paths.payment(transfer.purchaseId)),
    ...by('guest', paths.payment(guest.purchaseId)),
  ],
  '/purchases/:id/cancellation': ({ orders: { unpaid, paid } }) =>
    by('buyer', paths.cancellation(unpaid.purchaseId), paths.cancellation(paid.purchaseId)),
  '/purchases/:id/orders/:orderId/dispute': ({ orders: { shipped } }) =>
    by('buyer', paths.dispute(shipped.purchaseId, shipped.orderId)),
  '/purchases/:id/orders/:orderId/review': ({ orders: { completed } }) =>
    by('buyer', paths.review(completed.purchaseId, completed.orderId)),
  '/sandbox/:paymentId': ({ orders: { paypal, paid } }) =>
    by('visitor', paths.sandbox(paypal.paymentId), paths.sandbox(paid.paymentId)),
};

const selling: Visits = {
  '/publish': () => by('seller', paths.publish, `${paths.publish}?isbn=${isbn}`, `/en${paths.publish}?by=hand`),
  '/my-books': () => by('seller', paths.myBooks, `${paths.myBooks}?state=draft`).concat(by('buyer', paths.myBooks)),
  '/my-books/:id': ({ listings: { saras: _, ...mine } }) =>
    by('seller', ...Object.values(mine).map(({ id }) => paths.myBook(id))),
  '/my-books/:id/published': ({ listings }) => by('seller', paths.published(listings.active.id)),
  '/my-books/:id/removal': ({ listings }) => by('seller', paths.bookRemoval(listings.paused.id)),
  '/my-books/:id/photos': ({ listings }) =>
    by('seller', paths.photos(listings.active.id), paths.photos(listings.draft.id)),
  '/my-books/:id/photos/:photoId/removal': ({ listings, photoId }) =>
    by('seller', paths.photoRemoval(listings.active.id, photoId)),
  '/sales': () => by('seller', paths.sales, `/en${paths.sales}`).concat(by('buyer', paths.sales)),
  '/sales/money': () => by('seller', paths.money),
  '/sales/:id': ({ orders: { order: _, address: __, guest, ...orders } }) =>
    by('seller', ...[guest, ...Object.values(orders)].map(({ orderId }) => paths.sale(orderId))),
  '/sales/:id/cancellation': ({ orders }) => by('seller', paths.saleCancellation(orders.paid.orderId)),
  '/sales/:id/return': ({ orders }) => by('seller', paths.saleReturn(orders.shipped.orderId)),
};

const account: Visits = {
  '/sign-in': () => by('visitor', paths.signIn, `/en${paths.signIn}`),
  '/register': () => by('visitor', paths.register, `/en${paths.register}`),
  '/confirm': () => [...by('visitor', `${paths.confirm}?token=x`), { as: 'visitor', path: paths.confirm, status: 422 }],
  '/new-email': () => [
    ...by('visitor', `${paths.newEmail}?token=x`),
    { as: 'visitor', path: paths.newEmail, status: 422 },
  ],
  '/forgot-password': () => by('visitor', paths.forgotPassword),
  '/reset': () => [...by('visitor', `${paths.reset}?token=x`), { as: 'visitor', path: paths.reset, status: 422 }],
  '/account': () => [...by('buyer', paths.account), ...by('member', `/en${paths.account}`)],
  '/account/email': () => by('buyer', paths.email, `/en${paths.email}`),
  '/account/password': () => by('buyer', paths.password),
  '/account/sessions': () => by('buyer', paths.sessions),
  '/account/addresses': () => by('buyer', paths.addresses, `${paths.addresses}?abroad=1`),
  '/account/addresses/:id/removal': ({ addressId }) => by('buyer', paths.addressRemoval(addressId)),
  '/account/second-factor': () => by('buyer', paths.secondFactor),
};

const admin = (...seen: readonly string[]): Visit[] =>
  by('administrator', ...seen.map((path) => `${paths.administration}${path}`));

const administration: Visits = {
  '/admin': () => admin('').concat(by('administrator', '/en/admin')),
  '/admin/accounts': () => admin('/accounts', '/accounts?q=mateo'),
  '/admin/accounts/:id/suspension': ({ rosa }) => admin(`/accounts/${rosa.id}/suspension`),
  '/admin/accounts/:id/role': ({ rosa }) => admin(`/accounts/${rosa.id}/role`),
  '/admin/listings': () => admin('/listings', '/listings?q=soledad'),
  '/admin/listings/:id/block': ({ listings }) => admin(`/listings/${listings.active.id}/block`),
  '/admin/orders': () => admin('/orders', '/orders?status=disputed'),
  '/admin/orders/:id': ({ orders }) => admin(`/orders/${orders.disputed.orderId}`, `/orders/${orders.shipped.orderId}`),
  '/admin/orders/:id/resolution': ({ orders }) => admin(`/orders/${orders.disputed.orderId}/resolution`),
  '/admin/payments': () => admin('/payments', '/payments?status=refund_due'),
  '/admin/payouts': () => admin('/payouts'),
  '/admin/payouts/:id': ({ shop }) => admin(`/payouts/${shop.lucia.id}`),
  '/admin/delivery': () => admin('/delivery'),
  '/admin/delivery/:id': ({ providerId }) => admin(`/delivery/${providerId}`, '/delivery/new'),
  '/admin/audit': () => admin('/audit'),
  '/development/mail': () => by('visitor', '/development/mail'),
  '/development/mail/:id': ({ mailId }) => by('visitor', `/development/mail/${mailId}`),
};

const site: Visits = {
  '/covers/:file': ({ listings }) => file(paths.cover(listings.active.workId))(),
  '/robots.txt': file('/robots.txt'),
  '/sitemap.xml': file('/sitemap.xml'),
  '/sitemaps/:part': file('/sitemaps/listings.xml'),
  '/favicon.ico': file('/favicon.ico'),
  '/manifest.webmanifest': file('/manifest.webmanifest'),
  '/opensearch.xml': file('/opensearch.xml'),
};

/** Every GET of the route map, with what there is to see; a route without a line here fails the tests. */
export const visits: Visits = { ...browsing, ...buying, ...selling, ...account, ...administration, ...site };

/** What is no route: pages that say that something is not there. */
export const lostVisits: readonly Visit[] = [
  { as: 'visitor', path: '/no-such-page', status: 404 },
  { as: 'visitor', path: '/en/listings/01ARZ3NDEKTSV4RRFFQ69G5FAV', status: 404 },
  { as: 'buyer', path: '/admin', status: 404 },
];

export const visitsOf = (world: PageWorld, mostOfARoute = Number.POSITIVE_INFINITY): readonly Visit[] => [
  ...Object.values(visits).flatMap((of) => of(world).slice(0, mostOfARoute)),
  ...lostVisits,
];
