import sharp from 'sharp';
import { bogota } from '../support/shop-world.ts';
import { isbn, type PageWorld } from './page-world.ts';

export interface RestTarget {
  readonly path: string;
  readonly body?: object | undefined;
  readonly photo?: Buffer;
  /** It ends the session: each caller comes with one of their own. */
  readonly endsSession?: true;
}

type Targets = Readonly<Record<string, (world: PageWorld) => Promise<RestTarget> | RestTarget>>;

/** As `doorsOfPages`: visitor, member, other seller, seller, buyer, administrator. 401: sign in first. */
export const doorsOfRest: Readonly<Record<string, string>> = {
  //                                    visitor member other seller buyer admin
  'POST /accounts': '201 201 201 201 201 201',
  'POST /sessions': '401 401 401 401 401 401',
  'DELETE /sessions/current': '401 204 204 204 204 204',
  'GET /me': '401 200 200 200 200 200',
  'PATCH /me': '401 200 200 200 200 200',
  'GET /listings': '200 200 200 200 200 200',
  'GET /listings/:id': '200 200 200 200 200 200',
  'GET /editions/:isbnOrId': '200 200 200 200 200 200',
  'GET /sellers/:id/reviews': '200 200 200 200 200 200',
  'GET /delivery-providers': '200 200 200 200 200 200',
  'POST /listings': '401 201 201 201 201 201',
  'PATCH /listings/:id': '401 404 404 200 404 404',
  'DELETE /listings/:id': '401 404 404 204 404 404',
  'POST /listings/:id/photos': '401 404 404 201 404 404',
  'DELETE /listings/:id/photos/:photoId': '401 404 404 204 404 404',
  'GET /me/listings': '401 200 200 200 200 200',
  'GET /cart': '401 200 200 200 200 200',
  'PUT /cart/items/:listingId': '401 200 200 409 200 200',
  'DELETE /cart/items/:listingId': '401 204 204 204 204 204',
  // A guest gives an address for the mail; nobody buys their own.
  'POST /checkouts': '422 201 201 409 201 201',
  'POST /purchases/:id/payments': '401 404 404 404 201 404',
  'GET /purchases': '401 200 200 200 200 200',
  'GET /purchases/:id': '401 404 404 404 200 404',
  'POST /purchases/:id/cancellation': '401 404 404 404 200 404',
  'GET /orders/:sellerOrderId': '401 404 404 404 200 404',
  'POST /orders/:sellerOrderId/receipt': '401 404 404 404 200 404',
  'POST /orders/:sellerOrderId/dispute': '401 404 404 404 200 404',
  'POST /orders/:sellerOrderId/review': '401 404 404 404 201 404',
  'GET /sales': '401 200 200 200 200 200',
  'GET /sales/:sellerOrderId': '401 404 404 200 404 404',
  'POST /sales/:sellerOrderId/shipment': '401 404 404 200 404 404',
  'POST /sales/:sellerOrderId/handover': '401 404 404 422 404 404',
  'POST /sales/:sellerOrderId/return': '401 404 404 200 404 404',
  'POST /sales/:sellerOrderId/cancellation': '401 404 404 200 404 404',
  'GET /me/balance': '401 200 200 200 200 200',
  'GET /admin/accounts': '404 404 404 404 404 200',
  'PATCH /admin/accounts/:id': '404 404 404 404 404 200',
  'GET /admin/listings': '404 404 404 404 404 200',
  'PATCH /admin/listings/:id': '404 404 404 404 404 200',
  'GET /admin/orders': '404 404 404 404 404 200',
  'POST /admin/orders/:id/resolution': '404 404 404 404 404 200',
  'GET /admin/payments': '404 404 404 404 404 200',
  'POST /admin/payments/:id/confirmation': '404 404 404 404 404 200',
  'POST /admin/payments/:id/refund': '404 404 404 404 404 200',
  'POST /admin/sellers/:id/payouts': '404 404 404 404 404 201',
  'PUT /admin/delivery-providers/:id': '404 404 404 404 404 200',
  'GET /admin/audit': '404 404 404 404 404 200',
  'GET /admin/figures': '404 404 404 404 404 200',
};

const cop = (amount: number) => ({ amount, currency: 'COP' });

/** What is asked for at each door that has a parameter or takes a body. */
export const restTargets: Targets = {
  'POST /accounts': () => ({
    path: '/accounts',
    body: { name: 'Nadia', email: 'nadia@example.com', password: 'tres tristes tigres' },
  }),
  'POST /sessions': () => ({ path: '/sessions', body: { email: 'mateo@example.com', password: 'not his' } }),
  'DELETE /sessions/current': () => ({ path: '/sessions/current', endsSession: true }),
  'PATCH /me': () => ({ path: '/me', body: { locale: 'es' } }),
  'GET /listings/:id': ({ listings }) => ({ path: `/listings/${listings.active.id}` }),
  'GET /editions/:isbnOrId': () => ({ path: `/editions/${isbn}` }),
  'GET /sellers/:id/reviews': ({ shop }) => ({ path: `/sellers/${shop.lucia.id}/reviews` }),
  'POST /listings': () => ({
    path: '/listings',
    body: { title: 'María', condition: 'good', price: cop(900_000), quantity: 1, state: 'draft' },
  }),
  'PATCH /listings/:id': ({ listings }) => ({ path: `/listings/${listings.active.id}`, body: { notes: 'Otra nota.' } }),
  'DELETE /listings/:id': async ({ shop }) => ({ path: `/listings/${(await shop.soledad()).id}` }),
  'POST /listings/:id/photos': async ({ listings }) => ({
    path: `/listings/${listings.active.id}/photos`,
    photo: await sharp({ create: { width: 60, height: 80, channels: 3, background: '#486' } })
      .jpeg()
      .toBuffer(),
  }),
  'DELETE /listings/:id/photos/:photoId': async ({ shop, listings }) => {
    const { photos } = await shop.doors.catalogue.getListing({ listingId: listings.active.id });
    return { path: `/listings/${listings.active.id}/photos/${photos.at(-1)?.id ?? ''}` };
  },
  'PUT /cart/items/:listingId': ({ listings }) => ({
    path: `/cart/items/${listings.active.id}`,
    body: { quantity: 1 },
  }),
  'DELETE /cart/items/:listingId': ({ listings }) => ({ path: `/cart/items/${listings.active.id}` }),
  'POST /checkouts': ({ listings }) => ({
    path: '/checkouts',
    body: { items: [{ listingId: listings.active.id, quantity: 1 }], address: bogota },
  }),
  'POST /purchases/:id/payments': async ({ orders }) => ({
    path: `/purchases/${(await orders.order('unpaid')).purchaseId}/payments`,
    body: { method: 'card', card: { number: '4242424242424242' } },
  }),
  'GET /purchases/:id': ({ orders }) => ({ path: `/purchases/${orders.paid.purchaseId}` }),
  'POST /purchases/:id/cancellation': async ({ orders }) => ({
    path: `/purchases/${(await orders.order('paid')).purchaseId}/cancellation`,
  }),
  'GET /orders/:sellerOrderId': ({ orders }) => ({ path: `/orders/${orders.shipped.orderId}` }),
  'POST /orders/:sellerOrderId/receipt': async ({ orders }) => ({
    path: `/orders/${(await orders.order('shipped')).orderId}/receipt`,
  }),
  'POST /orders/:sellerOrderId/dispute': async ({ orders }) => ({
    path: `/orders/${(await orders.order('shipped')).orderId}/dispute`,
    body: { reason: 'No llegó.' },
  }),
  'POST /orders/:sellerOrderId/review': async ({ orders }) => ({
    path: `/orders/${(await orders.order('completed')).orderId}/review`,
    body: { stars: 4 },
  }),
  'GET /sales/:sellerOrderId': ({ orders }) => ({ path: `/sales/${orders.paid.orderId}` }),
  'POST /sales/:sellerOrderId/shipment': async ({ orders }) => ({
    path: `/sales/${(await orders.order('paid')).orderId}/shipment`,
    body: {},
  }),
  'POST /sales/:sellerOrderId/handover': ({ orders }) => ({
    path: `/sales/${orders.ready.orderId}/handover`,
    body: { code: 'wrong' },
  }),
  'POST /sales/:sellerOrderId/return': async ({ orders }) => ({
    path: `/sales/${(await orders.order('shipped')).orderId}/return`,
  }),
  'POST /sales/:sellerOrderId/cancellation': async ({ orders }) => ({
    path: `/sales/${(await orders.order('paid')).orderId}/cancellation`,
  }),
  'PATCH /admin/accounts/:id': ({ rosa }) => ({ path: `/admin/accounts/${rosa.id}`, body: { suspended: false } }),
  'PATCH /admin/listings/:id': ({ listings }) => ({
    path: `/admin/listings/${listings.blocked.id}`,
    body: { blocked: true },
  }),
  'POST /admin/orders/:id/resolution': async ({ orders }) => ({
    path: `/admin/orders/${(await orders.order('disputed')).orderId}/resolution`,
    body: { outcome: 'completed' },
  }),
  'POST /admin/payments/:id/confirmation': async ({ orders }) => ({
    path: `/admin/payments/${(await orders.order('transfer')).paymentId}/confirmation`,
  }),
  'POST /admin/payments/:id/refund': ({ orders }) => ({
    path: `/admin/payments/${orders.cancelled.paymentId}/refund`,
    body: {},
  }),
  'POST /admin/sellers/:id/payouts': ({ shop }) => ({
    path: `/admin/sellers/${shop.lucia.id}/payouts`,
    body: { note: 'Transferencia 8' },
  }),
  'PUT /admin/delivery-providers/:id': ({ providerId }) => ({
    path: `/admin/delivery-providers/${providerId}`,
    body: { name: 'Mula y Chiva', coverage: 'national', cost: cop(4_000_000), active: true },
  }),
};
