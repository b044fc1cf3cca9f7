import { cards } from '../support/buying.ts';
import { bogota } from '../support/shop-world.ts';
import { ask } from './client.ts';
import type { Dice } from './dice.ts';
import type { Fleet } from './fleet.ts';

/** What one client was told, to be held against the shop at the end. */
export interface Seen {
  readonly id: string;
  readonly token: string;
  paid: boolean;
  cancelled: boolean;
}

export interface Stock {
  readonly sellerToken: string;
  readonly listings: string[];
  readonly copies: number;
}

const password = 'tres tristes tigres tragan trigo';
const mix = [cards.pays, cards.pays, cards.pays, cards.twice, cards.slow, cards.late, cards.declined];

export async function openStock(fleet: Fleet, titles: number, copies: number): Promise<Stock> {
  await ask(fleet, 'POST', '/accounts', { body: { name: 'Lucía Restrepo', email: 'lucia@example.com', password } });
  const session = await ask(fleet, 'POST', '/sessions', { body: { email: 'lucia@example.com', password } });
  const sellerToken = String(session.body.token);
  const listings: string[] = [];
  for (let number = 0; number < titles; number++) {
    const body = {
      title: `Cien años de soledad ${String(number)}`,
      authors: ['Gabriel García Márquez'],
      condition: 'good',
      price: { amount: 2_500_000, currency: 'COP' },
      quantity: copies,
    };
    const answer = await ask(fleet, 'POST', '/listings', { token: sellerToken, body });
    if (answer.status !== 201) throw new Error(`a listing is not published: ${JSON.stringify(answer.body)}`);
    listings.push(String(answer.body.id));
  }
  return { sellerToken, listings, copies };
}

/** Checks out as a guest, pays by some card, and cancels now and then; undefined where the copies were gone. */
export async function buyOnce(fleet: Fleet, stock: Stock, dice: Dice, number: number): Promise<Seen | undefined> {
  const items = [{ listingId: dice.pick(stock.listings), quantity: 1 + dice.below(2) }];
  const [card, cancels] = [dice.pick(mix), dice.below(6) === 0];
  const body = { email: `reader${String(number)}@example.com`, items, address: bogota };
  const checkout = await ask(fleet, 'POST', '/checkouts', { body });
  if (checkout.status !== 201) return undefined;
  const seen: Seen = {
    id: String(checkout.body.id),
    token: String(checkout.body.guestToken),
    paid: false,
    cancelled: false,
  };
  const payment = await ask(fleet, 'POST', `/purchases/${seen.id}/payments`, {
    token: seen.token,
    body: { method: 'card', card: { number: card } },
  });
  seen.paid = payment.status === 201 && payment.body.status === 'paid';
  if (cancels) {
    const cancellation = await ask(fleet, 'POST', `/purchases/${seen.id}/cancellation`, { token: seen.token });
    seen.cancelled = cancellation.status < 300;
  }
  return seen;
}

/** What the shop says now against what the client was told. */
export async function brokenPromise(fleet: Fleet, seen: Seen): Promise<string | undefined> {
  const { status, body } = await ask(fleet, 'GET', `/purchases/${seen.id}`, { token: seen.token });
  if (status !== 200) return `purchase ${seen.id} is gone (${String(status)})`;
  const was = String(body.status);
  if (seen.cancelled) return was === 'cancelled' ? undefined : `purchase ${seen.id} was cancelled and is ${was}`;
  if (seen.paid && was !== 'paid') return `purchase ${seen.id} was confirmed as paid and is ${was}`;
  return undefined;
}
