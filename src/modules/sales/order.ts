import { DomainError } from '../../platform/errors.ts';
import type { OrderAction, OrderStatus, PurchaseStatus } from './door.ts';

const next: Record<OrderStatus, readonly OrderStatus[]> = {
  awaiting_payment: ['paid', 'expired', 'cancelled'],
  expired: ['paid'],
  cancelled: [],
  paid: ['shipped', 'ready_for_pickup', 'cancelled'],
  shipped: ['delivered', 'disputed', 'refunded'],
  ready_for_pickup: ['delivered', 'cancelled'],
  delivered: ['completed', 'disputed'],
  disputed: ['completed', 'refunded'],
  completed: ['refunded'],
  refunded: [],
};

export const mayBecome = (from: OrderStatus, to: OrderStatus): boolean => next[from].includes(to);

export const orderState = (from: OrderStatus): DomainError =>
  new DomainError('order.state', 409, 'The order is not in a state that allows this.', { status: from });

/** Errors: `order.state` 409. */
export function assertMayBecome(from: OrderStatus, to: OrderStatus): void {
  if (!mayBecome(from, to)) throw orderState(from);
}

/** A purchase's status is that of its orders while they agree. */
export function statusOf(orders: readonly { status: OrderStatus }[]): PurchaseStatus {
  const statuses = new Set(orders.map((order) => order.status));
  const [first] = statuses;
  return first !== undefined && statuses.size === 1 ? first : 'mixed';
}

interface Facts {
  status: OrderStatus;
  coverage: 'national' | 'international' | 'pickup';
  reviewed: boolean;
  stockReturned: boolean;
  shipped: boolean;
}

export function buyerActions(order: Facts): OrderAction[] {
  const actions: Record<OrderStatus, OrderAction[]> = {
    awaiting_payment: ['pay', 'cancel'],
    expired: [],
    cancelled: [],
    paid: ['cancel'],
    shipped: ['confirm_receipt', 'dispute'],
    ready_for_pickup: ['cancel'],
    delivered: ['confirm_receipt', 'dispute'],
    disputed: [],
    completed: order.reviewed ? [] : ['review'],
    refunded: [],
  };
  return actions[order.status];
}

export function sellerActions(order: Facts): OrderAction[] {
  if (order.status === 'paid') return order.coverage === 'pickup' ? ['mark_ready', 'cancel'] : ['ship', 'cancel'];
  if (order.status === 'ready_for_pickup') return ['hand_over', 'cancel'];
  if (mayRecordReturn(order)) return ['record_return'];
  return [];
}

/** A parcel can come back before it was received, or after the order was disputed or refunded; its copies are put back once. */
export const mayRecordReturn = (order: Pick<Facts, 'status' | 'stockReturned' | 'shipped'>): boolean =>
  order.shipped &&
  !order.stockReturned &&
  (order.status === 'shipped' || order.status === 'disputed' || order.status === 'refunded');
