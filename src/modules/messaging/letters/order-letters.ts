import type { MailEvents } from '../door.ts';
import { oneLine } from '../safe-line.ts';
import type { OrderFacts } from '../texts/index.ts';
import type { Desk } from './desk.ts';
import type { Letter, Words } from './letter.ts';

type OrderMail = MailEvents['purchase.placed'];
type About<K extends keyof MailEvents> = { payload: MailEvents[K]; desk: Desk };

export const purchasePlaced = ({ payload, desk }: About<'purchase.placed'>): Letter =>
  toBuyer(desk, payload, desk.texts.purchasePlaced(factsOf(desk, payload)));

export const purchasePaid = ({ payload, desk }: About<'purchase.paid'>): Letter =>
  toBuyer(desk, payload, desk.texts.purchasePaid(factsOf(desk, payload)));

export const saleMade = ({ payload, desk }: About<'sale.made'>): Letter =>
  toSeller(desk, payload, desk.texts.saleMade(factsOf(desk, payload)));

export const saleCancelled = ({ payload, desk }: About<'sale.cancelled'>): Letter =>
  toSeller(desk, payload, desk.texts.saleCancelled(factsOf(desk, payload)));

export const orderShipped = ({ payload, desk }: About<'order.shipped'>): Letter => {
  const words = desk.texts.orderShipped({ ...factsOf(desk, payload), tracked: payload.tracking !== null });
  return toBuyer(desk, payload, words, payload.tracking);
};

export const readyForPickup = ({ payload, desk }: About<'order.ready_for_pickup'>): Letter =>
  toBuyer(desk, payload, desk.texts.readyForPickup(factsOf(desk, payload)), payload.handoverCode);

export const orderCancelled = ({ payload, desk }: About<'order.cancelled'>): Letter =>
  toBuyer(desk, payload, desk.texts.orderCancelled({ ...factsOf(desk, payload), refund: payload.refund }));

export const orderRefunded = ({ payload, desk }: About<'order.refunded'>): Letter =>
  toBuyer(desk, payload, desk.texts.orderRefunded(factsOf(desk, payload)));

/** Its books may be others than those that were taken, so it names the amount alone. */
export const refundDue = ({ payload, desk }: About<'purchase.refund_due'>): Letter => {
  const amount = desk.money(payload.amountMinor, payload.amountCurrency ?? payload.currency);
  return { ...toBuyer(desk, payload, desk.texts.refundDue({ ...factsOf(desk, payload), amount })), lines: [] };
};

const toBuyer = (desk: Desk, mail: OrderMail, words: Words, code: string | null = null): Letter =>
  aboutBooks(desk, mail, words, desk.links.purchase(mail.purchaseId, mail.guestToken), code);

const toSeller = (desk: Desk, mail: OrderMail, words: Words): Letter =>
  aboutBooks(desk, mail, words, desk.links.sale(mail.orderId ?? ''), null);

function aboutBooks(desk: Desk, mail: OrderMail, words: Words, url: string, code: string | null): Letter {
  return {
    subject: oneLine(words.subject),
    greeting: desk.greeting,
    paragraphs: words.paragraphs.map(oneLine),
    lines: [...bookLines(desk, mail), ...deliveryLine(desk, mail)],
    total: { label: desk.texts.total, amount: desk.money(mail.totalMinor, mail.currency) },
    code: words.codeLabel && code !== null ? { label: words.codeLabel, value: oneLine(code) } : null,
    action: { label: words.action, url },
    note: words.note ?? null,
    closing: desk.closing,
  };
}

const bookLines = (desk: Desk, mail: OrderMail): Letter['lines'] =>
  mail.lines.map(({ title, quantity, priceMinor }) => ({
    text: `${quantity > 1 ? `${String(quantity)} × ` : ''}${oneLine(title)}`,
    amount: desk.money(priceMinor * quantity, mail.currency),
  }));

/** What the total has beyond the copies is their delivery. */
function deliveryLine(desk: Desk, mail: OrderMail): Letter['lines'] {
  const copiesMinor = mail.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  const costMinor = mail.totalMinor - copiesMinor;
  return costMinor > 0 ? [{ text: desk.texts.delivery, amount: desk.money(costMinor, mail.currency) }] : [];
}

function factsOf(desk: Desk, mail: OrderMail): OrderFacts {
  const books = desk.texts.quotedTitle(shortTitle(mail.lines[0]?.title ?? ''));
  const more = mail.lines.length - 1;
  return {
    shop: desk.shopName,
    books: more > 0 ? desk.texts.andMore(books, more) : books,
    seller: mail.sellerName,
    delivery: mail.deliveryName,
  };
}

const longestTitle = 80;

function shortTitle(title: string): string {
  const characters = [...oneLine(title)];
  return characters.length > longestTitle ? `${characters.slice(0, longestTitle - 1).join('')}…` : characters.join('');
}
