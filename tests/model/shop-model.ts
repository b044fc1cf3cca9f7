/** What product.md says of copies, orders and money, in as few lines as it takes; nothing here is taken from the shop's code. */
export type Status =
  | 'awaiting_payment'
  | 'paid'
  | 'expired'
  | 'cancelled'
  | 'shipped'
  | 'ready_for_pickup'
  | 'delivered'
  | 'disputed'
  | 'completed'
  | 'refunded';

const transitions: Readonly<Record<Status, readonly Status[]>> = {
  awaiting_payment: ['paid', 'expired', 'cancelled'],
  expired: ['paid'],
  paid: ['shipped', 'ready_for_pickup', 'cancelled'],
  shipped: ['delivered', 'disputed', 'refunded'],
  ready_for_pickup: ['delivered', 'cancelled'],
  delivered: ['completed', 'disputed'],
  disputed: ['completed', 'refunded'],
  completed: ['refunded'],
  cancelled: [],
  refunded: [],
};
const inEscrow: readonly Status[] = ['paid', 'shipped', 'ready_for_pickup', 'delivered', 'disputed'];

export const priceMinor = 2_500_000;
export const deliveryMinor = 1_500_000;

export interface Copies {
  readonly seller: number;
  quantity: number;
  sold: number;
  state: 'active' | 'paused' | 'sold_out';
}

export interface Order {
  readonly seller: number;
  /** Copies by listing. */
  readonly lines: ReadonlyMap<number, number>;
  readonly pickup: boolean;
  status: Status;
  dispatched: boolean;
  stockBack: boolean;
}

export interface Purchase {
  readonly orders: Order[];
  held: boolean;
  /** A confirmed payment has decided what becomes of it. */
  settled: boolean;
  receivedMinor: number;
  refundedMinor: number;
}

export interface ShopModel {
  readonly commissionPercent: number;
  readonly listings: Copies[];
  readonly purchases: Purchase[];
  readonly paidOutMinor: number[];
}

export const openShop = (commissionPercent: number): ShopModel => ({
  commissionPercent,
  listings: [0, 0, 1].map((seller, place) => ({ seller, quantity: place + 4, sold: 0, state: 'active' })),
  purchases: [],
  paidOutMinor: [0, 0],
});

export const mayBecome = (order: Order, status: Status): boolean => transitions[order.status].includes(status);

const copiesIn = (order: Order): number => [...order.lines.values()].reduce((sum, wanted) => sum + wanted, 0);
export const totalOf = (order: Order): number => copiesIn(order) * priceMinor + (order.pickup ? 0 : deliveryMinor);

export const heldOf = (model: ShopModel, listing: number): number =>
  model.purchases
    .filter(({ held }) => held)
    .flatMap(({ orders }) => orders)
    .reduce((sum, order) => sum + (order.lines.get(listing) ?? 0), 0);

const isFree = (model: ShopModel, lines: Order['lines']): boolean =>
  [...lines].every(([at, wanted]) => {
    const listing = model.listings[at];
    return listing?.state === 'active' && listing.quantity - heldOf(model, at) >= wanted;
  });

function changeCopies(model: ShopModel, order: Order, sign: 1 | -1): void {
  for (const [at, wanted] of order.lines) {
    const listing = model.listings[at];
    if (!listing) continue;
    listing.quantity += sign * wanted;
    listing.sold -= sign * wanted;
    settleState(listing);
  }
}

function settleState(listing: Copies): void {
  if (listing.state === 'active' && listing.quantity === 0) listing.state = 'sold_out';
  else if (listing.state === 'sold_out' && listing.quantity > 0) listing.state = 'active';
}

/** All its copies or none. */
export function place(model: ShopModel, lines: ReadonlyMap<number, number>, pickup: boolean): boolean {
  if (!isFree(model, lines)) return false;
  const sellers = [...new Set([...lines.keys()].map((at) => model.listings[at]?.seller ?? 0))];
  const orders = sellers.map((seller): Order => {
    const own = new Map([...lines].filter(([at]) => model.listings[at]?.seller === seller));
    return { seller, lines: own, pickup, status: 'awaiting_payment', dispatched: false, stockBack: false };
  });
  model.purchases.push({ orders, held: true, settled: false, receivedMinor: 0, refundedMinor: 0 });
  return true;
}

export const isAwaiting = ({ orders }: Purchase): boolean => orders.some(({ status }) => status === 'awaiting_payment');

/** The gateway confirmed a payment of the whole purchase: paid orders, and what can't be one goes back. */
export function confirm(model: ShopModel, purchase: Purchase): void {
  const total = purchase.orders.reduce((sum, order) => sum + totalOf(order), 0);
  purchase.receivedMinor += total;
  const wasHeld = purchase.held;
  purchase.held = false;
  const paid = purchase.settled ? [] : purchase.orders.filter((order) => take(model, order, wasHeld));
  purchase.settled = true;
  purchase.refundedMinor += total - paid.reduce((sum, order) => sum + totalOf(order), 0);
}

function take(model: ShopModel, order: Order, held: boolean): boolean {
  if (!mayBecome(order, 'paid') || !(held || isFree(model, order.lines))) return false;
  order.status = 'paid';
  changeCopies(model, order, -1);
  return true;
}

export function lapse(purchase: Purchase): void {
  if (!purchase.held) return;
  purchase.held = false;
  for (const order of purchase.orders) order.status = 'expired';
}

/** Copies that never left come back; what was paid for them goes back. */
export function cancel(model: ShopModel, purchase: Purchase, order: Order): boolean {
  if (!mayBecome(order, 'cancelled')) return false;
  const paid = order.status !== 'awaiting_payment';
  order.status = 'cancelled';
  if (!isAwaiting(purchase)) purchase.held = false;
  if (paid) {
    changeCopies(model, order, 1);
    purchase.refundedMinor += totalOf(order);
  }
  return true;
}

export function become(purchase: Purchase, order: Order, status: Status): boolean {
  if (!mayBecome(order, status)) return false;
  order.status = status;
  if (status === 'shipped') order.dispatched = true;
  if (status === 'refunded') purchase.refundedMinor += totalOf(order);
  return true;
}

export function recordReturn(model: ShopModel, purchase: Purchase, order: Order): boolean {
  const onItsWay = ['shipped', 'disputed', 'refunded'].includes(order.status);
  if (!order.dispatched || order.stockBack || !onItsWay) return false;
  become(purchase, order, 'refunded');
  order.stockBack = true;
  changeCopies(model, order, 1);
  return true;
}

export function restock(model: ShopModel, at: number, quantity: number): boolean {
  const listing = model.listings[at];
  if (!listing || quantity < heldOf(model, at)) return false;
  listing.quantity = quantity;
  settleState(listing);
  return true;
}

export function offer(model: ShopModel, at: number, state: 'active' | 'paused'): boolean {
  const listing = model.listings[at];
  if (!listing || listing.state === 'sold_out' || (state === 'active' && listing.quantity === 0)) return false;
  listing.state = state;
  return true;
}

const ordersOf = (model: ShopModel, seller: number): Order[] =>
  model.purchases.flatMap(({ orders }) => orders).filter((order) => order.seller === seller);

const sellersShare = (model: ShopModel, seller: number, statuses: readonly Status[]): number =>
  ordersOf(model, seller)
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, order) => sum + totalOf(order) - commissionOf(model, order), 0);

/** What the seller will be owed for orders that are under way. */
export const escrowOf = (model: ShopModel, seller: number): number => sellersShare(model, seller, inEscrow);

export const payableOf = (model: ShopModel, seller: number): number =>
  sellersShare(model, seller, ['completed']) - (model.paidOutMinor[seller] ?? 0);

/** On the copies only, rounded half up. */
const commissionOf = (model: ShopModel, order: Order): number =>
  Math.floor((copiesIn(order) * priceMinor * model.commissionPercent) / 100 + 0.5);

export function payOut(model: ShopModel, seller: number): boolean {
  const due = payableOf(model, seller);
  if (due <= 0) return false;
  model.paidOutMinor[seller] = (model.paidOutMinor[seller] ?? 0) + due;
  return true;
}
