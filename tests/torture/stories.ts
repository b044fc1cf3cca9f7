import { cards } from '../support/buying.ts';
import { bogota } from '../support/shop-world.ts';
import { type Answer, type AnswerBody, ask, type Doors, type OrderBody } from './client.ts';
import type { Dice } from './dice.ts';
import type { Market } from './market.ts';
import { type Forgery, forgeries, type NoticeBody, sendForged, sendNotice } from './notices.ts';

/** What one buyer was told, to be held against the shop at the end. */
export interface Seen {
  readonly id: string;
  readonly token: string;
  /** A payment was answered as paid. */
  paid: boolean;
  /** Somebody who may has paid it, or may have: by a card that pays, or a transfer that arrived. */
  payable: boolean;
  /** The last status of each order that anybody was told. */
  readonly told: Map<string, string>;
}

/** What the stories need of the world, and what they find that must not be. */
export interface Stage {
  readonly doors: Doors;
  readonly market: Market;
  readonly secret: string;
  /** Sentences about answers that no client should ever get. */
  readonly surprises: string[];
  readonly counts: Record<string, number>;
}

const cardsThatPay = [cards.pays, cards.pays, cards.pays, cards.twice, cards.slow, cards.late];
const refusals = new Set([404, 409, 422]);

/** A checkout, a payment by some card or transfer, notices true and forged, and what people do afterwards. Undefined: the copies were gone. */
export async function live(stage: Stage, dice: Dice, number: number): Promise<Seen | undefined> {
  const seen = await checkOut(stage, dice, number);
  if (!seen) return undefined;
  await pay(stage, dice, seen);
  await afterwards(stage, dice, seen);
  return seen;
}

async function checkOut(stage: Stage, dice: Dice, number: number): Promise<Seen | undefined> {
  const { listings, buyerToken } = stage.market;
  const chosen = new Set(Array.from({ length: 1 + dice.below(2) }, () => dice.pick(listings).id));
  const items = [...chosen].map((listingId) => ({ listingId, quantity: 1 + dice.below(2) }));
  const member = dice.below(4) === 0;
  const order = { items, address: bogota };
  const { status, body } = member
    ? await ask(stage.doors, 'POST', '/checkouts', { token: buyerToken, body: order })
    : await ask(stage.doors, 'POST', '/checkouts', {
        body: { ...order, email: `reader${String(number)}@example.com` },
      });
  if (status !== 201) {
    count(stage, 'checkouts refused');
    if (body.code !== 'listing.unavailable') surprise(stage, 'a checkout', { status, body });
    return undefined;
  }
  return {
    id: String(body.id),
    token: member ? buyerToken : String(body.guestToken),
    paid: false,
    payable: false,
    told: new Map(ordersOf(body).map((each) => [each.id, each.status])),
  };
}

async function pay(stage: Stage, dice: Dice, seen: Seen): Promise<void> {
  const way = dice.below(12);
  if (way === 0) await payByTransfer(stage, dice, seen);
  else if (way === 1) await payTwiceAtOnce(stage, seen);
  else if (way < 4) await payWithoutMoney(stage, dice, seen);
  else await payByCard(stage, dice, seen);
}

async function payByCard(stage: Stage, dice: Dice, seen: Seen): Promise<void> {
  seen.payable = true;
  const answer = await startPayment(stage, seen, { method: 'card', card: { number: dice.pick(cardsThatPay) } });
  if (answer.body.status !== 'paid' || dice.below(3) > 0) return;
  for (let again = 0; again < 2; again++) {
    const notice = noticeOf(answer.body, `${String(answer.body.id)}-paid-0`);
    const received = await sendNotice(stage.doors, stage.secret, notice);
    count(stage, 'notices repeated');
    if (received && received.status !== 200 && received.status < 500) surprise(stage, 'a true notice', received);
  }
}

/** A card that is declined; then somebody who would like to have paid says so in the gateway's name. */
async function payWithoutMoney(stage: Stage, dice: Dice, seen: Seen): Promise<void> {
  const { body } = await startPayment(stage, seen, { method: 'card', card: { number: cards.declined } });
  const how: Forgery = dice.pick(forgeries);
  const forged = await sendForged(stage.doors, stage.secret, noticeOf(body, `${String(body.id)}-paid-9`), how);
  count(stage, 'notices forged');
  if (forged && forged.status !== 401 && forged.status < 500) surprise(stage, `a notice ${how}`, forged);
}

/** Two windows of one browser, each with a key of its own: one pays, the other is refused or owed back. */
async function payTwiceAtOnce(stage: Stage, seen: Seen): Promise<void> {
  seen.payable = true;
  const card = { method: 'card', card: { number: cards.pays } };
  await Promise.all([startPayment(stage, seen, card), startPayment(stage, seen, card)]);
  count(stage, 'paid twice at once');
}

async function payByTransfer(stage: Stage, dice: Dice, seen: Seen): Promise<void> {
  const { status, body } = await startPayment(stage, seen, { method: 'bank_transfer' });
  if (status !== 201 || dice.below(4) === 0) return;
  seen.payable = true;
  const path = `/admin/payments/${String(body.id)}/confirmation`;
  const confirmed = await ask(stage.doors, 'POST', path, { token: stage.market.adminToken });
  expectOneOf(stage, 'a transfer that arrived', confirmed);
  count(stage, 'transfers confirmed');
}

async function startPayment(stage: Stage, seen: Seen, body: unknown): Promise<Answer> {
  const answer = await ask(stage.doors, 'POST', `/purchases/${seen.id}/payments`, { token: seen.token, body });
  expectOneOf(stage, 'a payment', answer);
  if (answer.status === 201 && answer.body.status === 'paid') seen.paid = true;
  return answer;
}

const noticeOf = (payment: AnswerBody, noticeId: string): NoticeBody => ({
  noticeId,
  paymentId: String(payment.id),
  status: 'paid',
  amountMinor: payment.amount?.amount ?? 0,
  currency: payment.amount?.currency ?? 'COP',
});

async function afterwards(stage: Stage, dice: Dice, seen: Seen): Promise<void> {
  const what = dice.below(12);
  if (what < 4) return;
  if (what < 6) {
    const path = `/purchases/${seen.id}/cancellation`;
    told(stage, seen, 'cancelled by the buyer', await ask(stage.doors, 'POST', path, { token: seen.token }));
    return;
  }
  const { body } = await ask(stage.doors, 'GET', `/purchases/${seen.id}`, { token: seen.token });
  for (const order of ordersOf(body)) seen.told.set(order.id, order.status);
  for (const order of ordersOf(body))
    if (order.status === 'paid') await endOf[Math.min(what - 6, endOf.length - 1)]?.(stage, seen, order);
}

type End = (stage: Stage, seen: Seen, order: OrderBody) => Promise<void>;

const cancelledBySeller: End = async (stage, seen, order) =>
  told(stage, seen, 'cancelled by the seller', await asSeller(stage, order, 'cancellation'));

const received: End = async (stage, seen, order) => {
  told(stage, seen, 'shipped', await asSeller(stage, order, 'shipment'));
  told(stage, seen, 'received', await ask(stage.doors, 'POST', `/orders/${order.id}/receipt`, { token: seen.token }));
};

const sentBack: End = async (stage, seen, order) => {
  told(stage, seen, 'shipped', await asSeller(stage, order, 'shipment'));
  told(stage, seen, 'returned', await asSeller(stage, order, 'return'));
};

const disputed: End = async (stage, seen, order) => {
  told(stage, seen, 'shipped', await asSeller(stage, order, 'shipment'));
  const body = { reason: 'Le faltan páginas.' };
  const dispute = await ask(stage.doors, 'POST', `/orders/${order.id}/dispute`, { token: seen.token, body });
  told(stage, seen, 'disputed', dispute);
  const resolution = await ask(stage.doors, 'POST', `/admin/orders/${order.id}/resolution`, {
    token: stage.market.adminToken,
    body: { outcome: 'refunded' },
  });
  told(stage, seen, 'refunded by the administrator', resolution);
};

/** Buyer and seller cancel in the same moment: one of them does, and the money goes back once. */
const cancelledByBoth: End = async (stage, seen, order) => {
  const [seller, buyer] = await Promise.all([
    asSeller(stage, order, 'cancellation'),
    ask(stage.doors, 'POST', `/purchases/${seen.id}/cancellation`, { token: seen.token }),
  ]);
  told(stage, seen, 'cancelled by the seller', seller);
  told(stage, seen, 'cancelled by the buyer', buyer);
};

const endOf: readonly End[] = [cancelledBySeller, cancelledBySeller, received, sentBack, disputed, cancelledByBoth];

function asSeller({ doors, market }: Stage, order: OrderBody, what: string): Promise<Answer> {
  const token = market.sellers.get(order.seller.id)?.token ?? '';
  return ask(doors, 'POST', `/sales/${order.id}/${what}`, { token });
}

/** Keeps what an answer says of orders; a refusal says nothing. */
function told(stage: Stage, seen: Seen, what: string, answer: Answer): void {
  expectOneOf(stage, what, answer);
  if (answer.status >= 300) return;
  count(stage, what);
  const { body } = answer;
  if (body.sellerOrders) for (const order of body.sellerOrders) seen.told.set(order.id, order.status);
  else seen.told.set(String(body.id), String(body.status));
}

function expectOneOf(stage: Stage, what: string, answer: Answer): void {
  if (answer.status >= 300 && !refusals.has(answer.status)) surprise(stage, what, answer);
}

const ordersOf = (body: AnswerBody): readonly OrderBody[] => body.sellerOrders ?? [];

function surprise(stage: Stage, what: string, { status, body }: Answer): void {
  stage.surprises.push(`${what} was answered ${String(status)} ${JSON.stringify(body).slice(0, 300)}`);
}

function count(stage: Stage, what: string): void {
  stage.counts[what] = (stage.counts[what] ?? 0) + 1;
}
