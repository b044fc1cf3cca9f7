import type { OrderStatus, SellerOrder } from '../../../modules/sales/index.ts';
import type { Moment } from '../../components/timeline.ts';
import type { Html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatDate } from '../../messages/formats.ts';

type Step = Omit<Moment, 'state'> & { readonly is: OrderStatus };

/** An order's way from its first step to its last: what was, what is and, while all goes well, what comes. */
export function orderMoments(ctx: PageContext, order: SellerOrder, text: string | Html): Moment[] {
  const way = usualWay(ctx, order);
  const place = way.findIndex((step) => step.is === order.status);
  if (place >= 0) return way.map((step, index) => momentOf(step, index, place, text));
  const ending: Step = { is: order.status, label: ctx.t.orders.moments[endingOf(order.status)], at: order.updatedAt };
  const before = way.filter((step) => step.at !== undefined);
  return [...before, ending].map((step, index) => momentOf(step, index, before.length, text));
}

function momentOf({ is: _, ...step }: Step, index: number, current: number, text: string | Html): Moment {
  if (index === current) return { ...step, state: 'current', text };
  return { ...step, state: index < current ? 'done' : 'ahead' };
}

function usualWay(ctx: PageContext, order: SellerOrder): Step[] {
  const { moments } = ctx.t.orders;
  const pickup = order.delivery.coverage === 'pickup';
  const at = (time: number | null): { at?: number } => (time === null ? {} : { at: time });
  return [
    { is: 'awaiting_payment', label: moments.placed, at: order.createdAt },
    { is: 'paid', label: moments.paid, ...at(order.paidAt) },
    pickup
      ? { is: 'ready_for_pickup', label: moments.ready }
      : { is: 'shipped', label: moments.shipped, ...at(order.shippedAt) },
    { is: 'delivered', label: pickup ? moments.handedOver : moments.delivered, ...at(order.deliveredAt) },
    { is: 'completed', label: moments.completed, ...(order.status === 'completed' ? { at: order.updatedAt } : {}) },
  ];
}

type Ending = 'cancelled' | 'expired' | 'refunded' | 'disputed';

const endingOf = (status: OrderStatus): Ending =>
  status === 'cancelled' || status === 'expired' || status === 'disputed' ? status : 'refunded';

/** What happens next, in a sentence. */
export function nextOf(ctx: PageContext, order: SellerOrder, moneyCame: boolean): string {
  const { next } = ctx.t.orders;
  const { seller, completesAt, shipBy, status } = order;
  const date = (time: number | null): string => formatDate(ctx, time ?? order.updatedAt);
  switch (status) {
    case 'paid':
      return order.delivery.coverage === 'pickup'
        ? next.paidPickup(seller.name)
        : next.paidShip(seller.name, date(shipBy));
    case 'shipped':
      return next.shipped(date(completesAt));
    case 'delivered':
      return next.delivered(date(completesAt));
    case 'expired':
      return moneyCame ? next.expiredTaken : next.expired;
    default:
      return next[status];
  }
}
