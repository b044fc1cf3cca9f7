import { paths } from '../../src/web/paths.ts';
import { isbn, type PageWorld } from './page-world.ts';

/** What is asked for at a door: an address that leads somewhere, and what a form there sends. */
export interface Target {
  readonly path: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** It ends the session: each caller comes with one of their own. */
  readonly endsSession?: true;
}

type Targets = Readonly<Record<string, (world: PageWorld) => Promise<Target> | Target>>;

const at = (path: string, fields: Target['fields'] = {}): Target => ({ path, fields });

/** What lies behind each door that has a parameter, or whose form must say something; a path without one is asked as it is. */
export const pageTargets: Targets = {
  'GET /listings/:id': ({ listings }) => at(paths.listing(listings.active.id)),
  'GET /editions/:id': () => at(paths.edition(isbn)),
  'GET /sellers/:id': ({ shop }) => at(paths.seller(shop.lucia.id)),
  'GET /sellers/:id/reviews': ({ shop }) => at(paths.sellerReviews(shop.lucia.id)),
  'POST /cart/items': ({ listings }) => at(paths.cartItems, { listingId: listings.active.id, quantity: '1' }),

  'GET /purchases/:id': ({ orders }) => at(paths.purchase(orders.paid.purchaseId)),
  'GET /purchases/:id/payment': ({ orders }) => at(paths.payment(orders.unpaid.purchaseId)),
  'POST /purchases/:id/payment': async ({ orders }) =>
    at(paths.payment((await orders.order('unpaid')).purchaseId), { method: 'card', card: '4242424242424242' }),
  'GET /purchases/:id/cancellation': ({ orders }) => at(paths.cancellation(orders.paid.purchaseId)),
  'POST /purchases/:id/cancellation': async ({ orders }) =>
    at(paths.cancellation((await orders.order('paid')).purchaseId)),
  'POST /purchases/:id/cart': ({ orders }) => at(paths.buyAgain(orders.cancelled.purchaseId)),
  'POST /purchases/:id/orders/:orderId/receipt': async ({ orders }) => {
    const { purchaseId, orderId } = await orders.order('shipped');
    return at(paths.receipt(purchaseId, orderId));
  },
  'GET /purchases/:id/orders/:orderId/dispute': ({ orders: { shipped } }) =>
    at(paths.dispute(shipped.purchaseId, shipped.orderId)),
  'POST /purchases/:id/orders/:orderId/dispute': async ({ orders }) => {
    const { purchaseId, orderId } = await orders.order('shipped');
    return at(paths.dispute(purchaseId, orderId), { reason: 'Le faltan páginas.' });
  },
  'GET /purchases/:id/orders/:orderId/review': ({ orders: { completed } }) =>
    at(paths.review(completed.purchaseId, completed.orderId)),
  'POST /purchases/:id/orders/:orderId/review': async ({ orders }) => {
    const { purchaseId, orderId } = await orders.order('completed');
    return at(paths.review(purchaseId, orderId), { stars: '4' });
  },
  'GET /sandbox/:paymentId': ({ orders }) => at(paths.sandbox(orders.paypal.paymentId)),
  'POST /sandbox/:paymentId': ({ orders }) => at(paths.sandbox(orders.paid.paymentId), { decision: 'approve' }),

  'GET /my-books/:id': ({ listings }) => at(paths.myBook(listings.active.id)),
  'POST /my-books/:id': ({ listings }) => at(paths.myBook(listings.active.id)),
  'GET /my-books/:id/published': ({ listings }) => at(paths.published(listings.active.id)),
  'POST /my-books/:id/state': ({ listings }) =>
    at(paths.bookState(listings.paused.id), { from: 'paused', state: 'active' }),
  'POST /my-books/:id/stock': ({ listings }) => at(paths.bookStock(listings.soldOut.id), { quantity: '2' }),
  'POST /my-books/:id/copies': ({ listings }) => at(paths.bookCopies(listings.active.id)),
  'GET /my-books/:id/removal': ({ listings }) => at(paths.bookRemoval(listings.active.id)),
  'POST /my-books/:id/removal': ({ listings }) => at(paths.bookRemoval(listings.draft.id)),
  'GET /my-books/:id/photos': ({ listings }) => at(paths.photos(listings.active.id)),
  'POST /my-books/:id/photos': ({ listings }) => at(paths.photos(listings.active.id)),
  'POST /my-books/:id/photos/order': ({ listings, photoId }) =>
    at(paths.photoOrder(listings.active.id), { photo: photoId, move: 'later' }),
  'GET /my-books/:id/photos/:photoId/removal': ({ listings, photoId }) =>
    at(paths.photoRemoval(listings.active.id, photoId)),
  'POST /my-books/:id/photos/:photoId/removal': ({ listings, photoId }) =>
    at(paths.photoRemoval(listings.active.id, photoId)),

  'GET /sales/:id': ({ orders }) => at(paths.sale(orders.paid.orderId)),
  'POST /sales/:id/shipment': async ({ orders }) => at(paths.shipment((await orders.order('paid')).orderId)),
  'POST /sales/:id/handover': ({ orders }) => at(paths.handover(orders.ready.orderId), { code: 'wrong' }),
  'GET /sales/:id/cancellation': ({ orders }) => at(paths.saleCancellation(orders.paid.orderId)),
  'POST /sales/:id/cancellation': async ({ orders }) =>
    at(paths.saleCancellation((await orders.order('paid')).orderId)),
  'GET /sales/:id/return': ({ orders }) => at(paths.saleReturn(orders.shipped.orderId)),
  'POST /sales/:id/return': async ({ orders }) => at(paths.saleReturn((await orders.order('shipped')).orderId)),

  'GET /confirm': () => at(`${paths.confirm}?token=x`),
  'GET /new-email': () => at(`${paths.newEmail}?token=x`),
  'GET /reset': () => at(`${paths.reset}?token=x`),
  'POST /sign-out': () => ({ path: paths.signOut, endsSession: true }),
  'POST /account/sessions/:id': async (world) => at(paths.session(await world.openSession())),
  'GET /account/addresses/:id/removal': ({ addressId }) => at(paths.addressRemoval(addressId)),
  'POST /account/addresses/:id/removal': ({ addressId }) => at(paths.addressRemoval(addressId)),

  'GET /admin/accounts/:id/suspension': ({ rosa }) => at(`/admin/accounts/${rosa.id}/suspension`),
  'POST /admin/accounts/:id/suspension': ({ rosa }) => at(`/admin/accounts/${rosa.id}/suspension`, { suspended: 'no' }),
  'GET /admin/accounts/:id/role': ({ rosa }) => at(`/admin/accounts/${rosa.id}/role`),
  'POST /admin/accounts/:id/role': ({ rosa }) => at(`/admin/accounts/${rosa.id}/role`, { role: 'member' }),
  'GET /admin/listings/:id/block': ({ listings }) => at(`/admin/listings/${listings.active.id}/block`),
  'POST /admin/listings/:id/block': ({ listings }) =>
    at(`/admin/listings/${listings.blocked.id}/block`, { blocked: 'no' }),
  'GET /admin/orders/:id': ({ orders }) => at(`/admin/orders/${orders.disputed.orderId}`),
  'GET /admin/orders/:id/resolution': ({ orders }) => at(`/admin/orders/${orders.disputed.orderId}/resolution`),
  'POST /admin/orders/:id/resolution': ({ orders }) =>
    at(`/admin/orders/${orders.disputed.orderId}/resolution`, { outcome: 'completed' }),
  'POST /admin/payments/:id/confirmation': ({ orders }) =>
    at(`/admin/payments/${orders.transfer.paymentId}/confirmation`),
  'POST /admin/payments/:id/refund': ({ orders }) => at(`/admin/payments/${orders.cancelled.paymentId}/refund`),
  'GET /admin/payouts/:id': ({ shop }) => at(`/admin/payouts/${shop.lucia.id}`),
  'POST /admin/payouts/:id': ({ shop }) => at(`/admin/payouts/${shop.lucia.id}`, { note: 'Transferencia 7' }),
  'GET /admin/delivery/:id': ({ providerId }) => at(`/admin/delivery/${providerId}`),
  'POST /admin/delivery/:id': ({ providerId }) => at(`/admin/delivery/${providerId}`),
  'GET /development/mail/:id': ({ mailId }) => at(`/development/mail/${mailId}`),

  'GET /covers/:file': ({ listings }) => at(paths.cover(listings.active.workId)),
  'POST /webhooks/:gateway': () => at('/webhooks/sandbox'),
  'GET /sitemaps/:part': () => at('/sitemaps/pages.xml'),
};
