import type { Address } from '../../src/modules/accounts/index.ts';
import type { Buyer, Purchase } from '../../src/modules/sales/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { bogota } from '../support/shop-world.ts';
import type { WebShop } from '../support/web-shop.ts';
import type { WorldListings } from './page-world.ts';

export interface WorldOrder {
  readonly purchaseId: string;
  readonly orderId: string;
  readonly paymentId: string;
}

const paidStates = [
  'paid',
  'paidPickup',
  'shipped',
  'ready',
  'delivered',
  'disputed',
  'completed',
  'reviewed',
  'refunded',
  'cancelled',
] as const;
type PaidState = (typeof paidStates)[number];

/** What Mateo bought of Lucía: an order in each state that one can be in. */
export interface WorldOrders
  extends Readonly<Record<PaidState | 'unpaid' | 'declined' | 'transfer' | 'paypal' | 'lost', WorldOrder>> {
  readonly guest: WorldOrder & { readonly token: string };
  readonly address: Address;
  /** A fresh purchase by Mateo of Lucía's book, as far as asked. */
  readonly order: (upTo: 'unpaid' | 'transfer' | PaidState) => Promise<WorldOrder>;
}

type Write = (text: string) => string;

/** Lives through the history of the world's orders. */
export async function fillOrders(shop: WebShop, listings: WorldListings, write: Write): Promise<WorldOrders> {
  const address: Address = {
    ...bogota,
    name: write('Mateo Ríos'),
    line1: write('Calle 45 # 13-20'),
    line2: write('Apto 301'),
    city: write('Bogotá'),
  };
  const history = new History(shop, listings, write, address);
  const paid = {} as Record<PaidState, WorldOrder>;
  for (const state of paidStates) paid[state] = await history.order(state);
  const all = {
    ...paid,
    unpaid: await history.order('unpaid', [listings.active.id, listings.saras.id]),
    declined: await history.declined(),
    transfer: await history.order('transfer'),
    paypal: await history.paypal(),
    lost: await history.order('paid', [listings.soldOut.id]),
    guest: await history.guest(),
  };
  await shop.doors.payments.payOut({
    sellerId: shop.lucia.id,
    note: write('Transferencia 123'),
    idempotencyKey: newId(),
  });
  const completedSince = await history.order('completed');
  return { ...all, completed: completedSince, address, order: (upTo) => history.order(upTo) };
}

class History {
  readonly #shop: WebShop;
  readonly #listings: WorldListings;
  readonly #write: Write;
  readonly #address: Address;
  readonly #buyer: Buyer;
  #pickup: string | undefined;

  constructor(shop: WebShop, listings: WorldListings, write: Write, address: Address) {
    this.#shop = shop;
    this.#listings = listings;
    this.#write = write;
    this.#address = address;
    this.#buyer = { accountId: shop.mateo.id };
  }

  async order(upTo: 'unpaid' | 'transfer' | PaidState, listingIds = [this.#listings.active.id]): Promise<WorldOrder> {
    const pickup = upTo === 'paidPickup' || upTo === 'ready' || upTo === 'delivered';
    const purchase = await this.#place(listingIds, pickup);
    const order = orderOf(purchase, this.#shop.lucia.id);
    if (upTo === 'unpaid') return order;
    const method = upTo === 'transfer' ? 'bank_transfer' : 'card';
    const paymentId = await this.#pay(purchase.id, method);
    if (upTo !== 'transfer') await this.#bring(order, upTo);
    return { ...order, paymentId };
  }

  async declined(): Promise<WorldOrder> {
    const order = await this.order('unpaid');
    return { ...order, paymentId: await this.#pay(order.purchaseId, 'card', '4000000000000002') };
  }

  async paypal(): Promise<WorldOrder> {
    const order = await this.order('unpaid');
    return { ...order, paymentId: await this.#pay(order.purchaseId, 'paypal') };
  }

  async guest(): Promise<WorldOrders['guest']> {
    const { purchase, guestToken = '' } = await this.#shop.doors.sales.placeOrder({
      buyer: { guest: { email: 'invitada@example.com', locale: 'es' } },
      items: [{ listingId: this.#listings.active.id, quantity: 1 }],
      address: this.#address,
      idempotencyKey: newId(),
    });
    return { ...orderOf(purchase, this.#shop.lucia.id), token: guestToken };
  }

  async #place(listingIds: readonly string[], pickup: boolean): Promise<Purchase> {
    const { doors, lucia } = this.#shop;
    const deliveries = pickup ? [{ sellerId: lucia.id, providerId: await this.#pickupId() }] : undefined;
    const { purchase } = await doors.sales.placeOrder({
      buyer: { accountId: this.#shop.mateo.id },
      items: listingIds.map((listingId) => ({ listingId, quantity: 1 })),
      address: this.#address,
      deliveries,
      idempotencyKey: newId(),
    });
    return purchase;
  }

  async #pickupId(): Promise<string> {
    this.#pickup ??= (await this.#shop.doors.delivery.listProviders({})).find((each) => each.coverage === 'pickup')?.id;
    return this.#pickup ?? '';
  }

  async #pay(
    purchaseId: string,
    method: 'card' | 'paypal' | 'bank_transfer',
    number = '4242424242424242',
  ): Promise<string> {
    const payment = await this.#shop.doors.sales.payPurchase({
      buyer: this.#buyer,
      purchaseId,
      method,
      ...(method === 'card' ? { card: { number } } : {}),
      idempotencyKey: newId(),
      returnUrl: '/',
    });
    return payment.id;
  }

  async #bring({ purchaseId, orderId }: WorldOrder, upTo: PaidState): Promise<void> {
    const { sales } = this.#shop.doors;
    const command = () => ({ buyer: this.#buyer, orderId, idempotencyKey: newId() });
    if (upTo === 'paid' || upTo === 'paidPickup') return;
    if (upTo === 'cancelled') {
      await sales.cancelPurchase({ buyer: this.#buyer, purchaseId, idempotencyKey: newId() });
      return;
    }
    await sales.shipOrder({
      sellerId: this.#shop.lucia.id,
      orderId,
      tracking: this.#write('GUIA-1'),
      idempotencyKey: newId(),
    });
    if (upTo === 'delivered') await this.#handOver(orderId);
    if (upTo === 'disputed' || upTo === 'refunded')
      await sales.disputeOrder({ ...command(), reason: this.#write('Le faltan páginas.') });
    if (upTo === 'refunded') await sales.resolveOrder({ orderId, outcome: 'refunded', idempotencyKey: newId() });
    if (upTo === 'completed' || upTo === 'reviewed') await sales.confirmReceipt(command());
    if (upTo === 'reviewed')
      await sales.reviewOrder({ ...command(), stars: 5, text: this.#write('Llegó como nuevo.') });
  }

  async #handOver(orderId: string): Promise<void> {
    const { sales } = this.#shop.doors;
    const { handoverCode } = await sales.getOrderOfBuyer({ buyer: this.#buyer, orderId });
    await sales.handOver({ sellerId: this.#shop.lucia.id, orderId, code: handoverCode ?? '', idempotencyKey: newId() });
  }
}

const orderOf = (purchase: Purchase, sellerId: string): WorldOrder => ({
  purchaseId: purchase.id,
  orderId: purchase.sellerOrders.find(({ seller }) => seller.id === sellerId)?.id ?? '',
  paymentId: '',
});
