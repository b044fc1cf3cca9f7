import type { Address } from '../accounts/index.ts';
import type { Shipment } from '../delivery/index.ts';
import type { Payment } from '../payments/index.ts';
import type { SalesContext } from './context.ts';
import type { OrderItem, Purchase, Review, SellerOrder } from './door.ts';
import { buyerActions, sellerActions, statusOf } from './order.ts';
import { type ItemRow, type OrderRow, type PurchaseRow, readItems, readOrdersOf, readPurchases } from './store.ts';
import { readReviewsOf } from './store-reviews.ts';

export type Viewer = 'buyer' | 'seller' | 'administrator';

/** Purchases as their buyer sees them, with a fixed number of queries however many they are. */
export async function viewPurchases(context: SalesContext, rows: readonly PurchaseRow[]): Promise<Purchase[]> {
  const ids = rows.map((row) => row.id);
  const [orders, payments] = await Promise.all([
    readOrdersOf(context.db.query, ids),
    ids.length === 0 ? [] : context.payments.getPayments({ purchaseIds: ids }),
  ]);
  const views = await viewOrders(context, orders, 'buyer', rows);
  return rows.map((row) => purchaseView(row, views, payments));
}

function purchaseView(row: PurchaseRow, orders: readonly SellerOrder[], payments: readonly Payment[]): Purchase {
  const own = orders.filter((order) => order.purchaseId === row.id);
  return {
    id: row.id,
    status: statusOf(own),
    currency: row.currency,
    totalMinor: row.total_minor,
    holdExpiresAt: row.hold_expires_at,
    sellerOrders: own,
    payments: payments.filter((payment) => payment.purchaseId === row.id),
    createdAt: row.created_at,
    guest: row.buyer_id === null,
    email: row.email,
  };
}

interface Facts {
  purchases: Map<string, PurchaseRow>;
  items: readonly ItemRow[];
  shipments: Map<string, Shipment>;
  reviews: Map<string, Review>;
}

/** Seller orders as one side sees them. */
export async function viewOrders(
  context: SalesContext,
  orders: readonly OrderRow[],
  viewer: Viewer,
  known?: readonly PurchaseRow[],
): Promise<SellerOrder[]> {
  if (orders.length === 0) return [];
  const ids = orders.map((order) => order.id);
  const purchaseIds = [...new Set(orders.map((order) => order.purchase_id))];
  const [purchases, items, shipments, reviews] = await Promise.all([
    known ?? readPurchases(context.db.query, purchaseIds),
    readItems(context.db.query, ids),
    viewer === 'seller' ? [] : shipmentsOf(context, orders),
    readReviewsOf(
      context.db.query,
      orders.filter((order) => order.status === 'completed' || order.status === 'refunded').map((order) => order.id),
    ),
  ]);
  const facts: Facts = {
    purchases: new Map(purchases.map((purchase) => [purchase.id, purchase])),
    items,
    shipments: new Map(shipments.map((shipment) => [shipment.orderId, shipment])),
    reviews: new Map(reviews.map((review) => [review.orderId, review])),
  };
  return orders.map((order) => orderView(order, facts, viewer));
}

/** Only a pick-up has something that the order itself does not say: the code for the hand-over. */
function shipmentsOf(context: SalesContext, orders: readonly OrderRow[]): Promise<Shipment[]> {
  const pickups = orders
    .filter((order) => order.coverage === 'pickup' && order.paid_at !== null)
    .map((order) => order.id);
  return pickups.length === 0 ? Promise.resolve([]) : context.delivery.getShipments({ orderIds: pickups });
}

function orderView(order: OrderRow, facts: Facts, viewer: Viewer): SellerOrder {
  const purchase = facts.purchases.get(order.purchase_id);
  const review = facts.reviews.get(order.id) ?? null;
  const state = {
    status: order.status,
    coverage: order.coverage,
    reviewed: review !== null,
    stockReturned: order.stock_returned === 1,
    shipped: order.shipped_at !== null,
  };
  return {
    ...moments(order),
    id: order.id,
    purchaseId: order.purchase_id,
    status: order.status,
    seller: { id: order.seller_id, name: order.seller_name, city: order.seller_city },
    buyer: { name: purchase?.buyer_name ?? '' },
    address: mayReadAddress(order, viewer) && purchase ? (JSON.parse(purchase.address) as Address) : null,
    items: facts.items.filter((item) => item.order_id === order.id).map(itemView),
    delivery: {
      providerId: order.provider_id,
      name: order.provider_name,
      coverage: order.coverage,
      costMinor: order.delivery_minor,
      tracking: order.tracking,
    },
    handoverCode: viewer === 'buyer' ? (facts.shipments.get(order.id)?.handoverCode ?? null) : null,
    copiesMinor: order.copies_minor,
    totalMinor: order.copies_minor + order.delivery_minor,
    review,
    actions: viewer === 'buyer' ? buyerActions(state) : viewer === 'seller' ? sellerActions(state) : [],
  };
}

/** A seller sees where to send from *paid* on. */
const mayReadAddress = (order: OrderRow, viewer: Viewer): boolean => viewer !== 'seller' || order.paid_at !== null;

const moments = (order: OrderRow) => ({
  completesAt: order.status === 'shipped' || order.status === 'delivered' ? order.completes_at : null,
  shipBy: order.status === 'paid' ? order.ship_by : null,
  createdAt: order.created_at,
  paidAt: order.paid_at,
  shippedAt: order.shipped_at,
  deliveredAt: order.delivered_at,
  updatedAt: order.updated_at,
});

const itemView = (item: ItemRow): OrderItem => ({
  listingId: item.listing_id,
  workId: item.work_id,
  title: item.title,
  authors: JSON.parse(item.authors) as string[],
  condition: item.condition,
  photoHash: item.photo_hash,
  quantity: item.quantity,
  priceMinor: item.price_minor,
});
