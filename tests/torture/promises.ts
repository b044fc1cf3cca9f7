import { type AnswerBody, ask, type Doors, type OrderBody } from './client.ts';
import type { ListingOnSale } from './market.ts';
import type { Seen } from './stories.ts';

/** What an order may have become by itself since somebody was told of it, once nothing waits any more. */
const byItself: Readonly<Record<string, readonly string[]>> = {
  awaiting_payment: ['paid', 'expired'],
  expired: ['expired', 'paid'],
};
const unpaid = ['awaiting_payment', 'expired', 'cancelled'];
const owed = ['refund_due', 'partly_refunded', 'refunded'];
const atOnce = 6;

export interface Kept {
  /** Sentences about promises that the shop did not keep. */
  readonly broken: string[];
  /** Copies that left each listing, by what buyers see of their purchases. */
  readonly copies: Map<string, number>;
}

/** Asks for every purchase as its buyer, and holds what the shop says now against what people were told. */
export async function keepPromises(doors: Doors, all: readonly Seen[]): Promise<Kept> {
  const kept: Kept = { broken: [], copies: new Map() };
  const left = [...all];
  const look = async (): Promise<void> => {
    for (let seen = left.pop(); seen; seen = left.pop()) await keep(doors, seen, kept);
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  return kept;
}

async function keep(doors: Doors, seen: Seen, kept: Kept): Promise<void> {
  const { status, body } = await ask(doors, 'GET', `/purchases/${seen.id}`, { token: seen.token });
  if (status !== 200) {
    kept.broken.push(`purchase ${seen.id} is gone (${String(status)})`);
    return;
  }
  kept.broken.push(...brokenOf(seen, body).map((sentence) => `purchase ${seen.id}: ${sentence}`));
  for (const order of body.sellerOrders ?? [])
    if (!unpaid.includes(order.status) && order.status !== 'refunded')
      for (const item of order.items) add(kept.copies, item.listingId, item.quantity);
}

function brokenOf(seen: Seen, body: AnswerBody): string[] {
  const orders = new Map((body.sellerOrders ?? []).map((order) => [order.id, order]));
  const told = [...seen.told].flatMap(([id, was]) => brokenOrder(id, was, orders.get(id)));
  const statuses = [...orders.values()].map((order) => order.status);
  const isOwed = (body.payments ?? []).some((payment) => owed.includes(payment.status));
  return [
    ...told,
    ...(seen.paid && statuses.some((status) => unpaid.includes(status)) && !isOwed
      ? [`a payment was confirmed, and it is ${statuses.join(', ')} with nothing owed back`]
      : []),
    ...(!seen.payable && statuses.some((status) => !unpaid.includes(status))
      ? [`nobody paid, and it is ${statuses.join(', ')}`]
      : []),
  ];
}

function brokenOrder(id: string, was: string, now: OrderBody | undefined): string[] {
  if (!now) return [`order ${id} is gone`];
  const fits = now.status === was ? was !== 'awaiting_payment' : (byItself[was] ?? []).includes(now.status);
  return fits ? [] : [`order ${id} was told as ${was} and is ${now.status}`];
}

/** No buyer's copy is one too many. Refunded ones don't count: they may have come back and been sold again. */
export function soldTooOften(kept: Kept, listings: readonly ListingOnSale[]): string[] {
  return listings
    .filter(({ id, copies }) => (kept.copies.get(id) ?? 0) > copies)
    .map(
      ({ id, copies }) => `listing ${id} had ${String(copies)} copies, and buyers have ${String(kept.copies.get(id))}`,
    );
}

function add(sums: Map<string, number>, id: string, quantity: number): void {
  sums.set(id, (sums.get(id) ?? 0) + quantity);
}
