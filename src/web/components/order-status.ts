import { type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import type { Messages } from '../messages/index.ts';

export type OrderStatus = keyof Messages['orders']['statuses'];

const toneOf: Readonly<Record<OrderStatus, Tone>> = {
  awaiting_payment: 'warm',
  paid: 'accent',
  expired: 'quiet',
  cancelled: 'quiet',
  shipped: 'accent',
  ready_for_pickup: 'accent',
  delivered: 'accent',
  disputed: 'danger',
  completed: 'done',
  refunded: 'quiet',
  mixed: 'quiet',
};

/** The state of an order as a small label. */
export function orderStatus(ctx: PageContext, status: OrderStatus): Html {
  return badge(ctx.t.orders.statuses[status], toneOf[status]);
}

export type Tone = 'accent' | 'warm' | 'danger' | 'done' | 'quiet';

/** A word in a coloured frame: a state, a flag. */
export function badge(word: string, tone: Tone = 'quiet'): Html {
  return html`<span class="badge" data-tone="${tone}">${word}</span>`;
}
