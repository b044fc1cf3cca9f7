import type { orders as spanish } from '../es/orders.ts';

export const orders: typeof spanish = {
  statuses: {
    awaiting_payment: 'Awaiting payment',
    paid: 'Paid',
    expired: 'Expired unpaid',
    cancelled: 'Cancelled',
    shipped: 'On its way',
    ready_for_pickup: 'Ready for pick-up',
    delivered: 'Delivered',
    disputed: 'Under review',
    completed: 'Completed',
    refunded: 'Refunded',
    mixed: 'Several states',
  },
  timeline: 'Progress of the order',
  stepDone: 'done',
  stepCurrent: 'now',
  stepAhead: 'later',
  holdUntil: (time) => `Held for you until ${time}`,
  holdLeft: '{time} left',
  holdOver: 'Time is up: the books are back on the shelf.',
  total: 'Total',
  subtotal: 'Books',
};
