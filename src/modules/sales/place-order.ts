import { createHash } from 'node:crypto';
import { DomainError, isDomainError, notFound } from '../../platform/errors.ts';
import { normaliseEmail } from '../../platform/mail/email-address.ts';
import { checkedAddress } from './address.ts';
import { ownerKey } from './cart.ts';
import { type Command, keptRefusal, repeatable, toError } from './command.ts';
import type { SalesContext } from './context.ts';
import type { Purchase } from './door.ts';
import {
  copiesOf,
  draftPurchase,
  guestTokenOf,
  holdItemsOf,
  type OrderDraft,
  type PlaceOrder,
  type PurchaseDraft,
  totalOf,
} from './draft-purchase.ts';
import {
  findPurchase,
  insertPurchase,
  lockPurchase,
  type PurchaseRow,
  readItems,
  readOrdersOf,
  type SalesTransaction,
  updateOrders,
  updatePurchase,
} from './store.ts';
import { deleteCartItems } from './store-cart.ts';
import { viewPurchases } from './view.ts';

type Placed = { purchase: Purchase; guestToken?: string };

/**
 * Records the purchase as awaiting payment, then takes its first hold: all copies or none. A crash in between leaves a purchase
 * that the same request takes up again, and that the sweeper refuses otherwise.
 */
export async function placeOrder(context: SalesContext, input: PlaceOrder): Promise<Placed> {
  const { buyer, address, items, deliveries, idempotencyKey } = input;
  const actor = 'accountId' in buyer ? buyer.accountId : `guest ${guestEmail(buyer.guest.email)}`;
  const command: Command = { actor, command: 'checkout', key: idempotencyKey, body: { address, items, deliveries } };
  return repeatable(context, command, {
    first: async (keep) => {
      const draft = await draftPurchase(context, input, checkedAddress(address));
      const row = await purchaseRow(context, input, draft);
      await context.db.transaction(async (trx) => {
        await insertDraft(trx, row, draft);
        await keep(trx, draft.id);
      });
      return takeHold(context, input, draft.id, holdItemsOf(draft), draft.expectedPriceMinor);
    },
    again: (purchaseId) => takeUpAgain(context, input, purchaseId),
  });
}

/** Errors: `email.invalid` 422. */
function guestEmail(email: string): string {
  const plain = normaliseEmail(email);
  if (plain === undefined)
    throw new DomainError('email.invalid', 422, 'This is not an e-mail address.', { field: 'email' });
  return plain;
}

async function purchaseRow(
  context: SalesContext,
  input: PlaceOrder,
  draft: PurchaseDraft,
): Promise<Omit<PurchaseRow, 'created_at' | 'updated_at'>> {
  const who = await buyerFacts(context, input, draft);
  return {
    ...who,
    id: draft.id,
    address: JSON.stringify(draft.address),
    currency: context.shop.currency,
    total_minor: totalOf(draft),
    state: 'placing',
    refusal: null,
    hold_expires_at: null,
    extended: 0,
    awaiting: 1,
    settled_by: null,
  };
}

async function buyerFacts(context: SalesContext, input: PlaceOrder, draft: PurchaseDraft) {
  if ('accountId' in input.buyer) {
    const account = await context.accounts.getAccount({ accountId: input.buyer.accountId });
    return {
      buyer_id: account.id,
      guest_token_hash: null,
      email: account.email,
      buyer_name: account.name,
      locale: account.locale,
    };
  }
  const { email, locale } = input.buyer.guest;
  const token = guestTokenOf(context.secretKey, draft.id);
  return {
    buyer_id: null,
    guest_token_hash: createHash('sha256').update(token).digest('hex'),
    email: guestEmail(email),
    buyer_name: draft.address.name,
    locale,
  };
}

async function insertDraft(
  trx: SalesTransaction,
  row: Omit<PurchaseRow, 'created_at' | 'updated_at'>,
  draft: PurchaseDraft,
): Promise<void> {
  const orders = draft.orders.map((order) => orderRow(order, row));
  const items = draft.orders.flatMap((order) =>
    order.lines.map(({ listing, quantity }) => itemRow(order.id, listing, quantity)),
  );
  await insertPurchase(trx, row, orders, items);
}

const orderRow = (order: OrderDraft, purchase: Pick<PurchaseRow, 'id' | 'buyer_id'>) => ({
  id: order.id,
  purchase_id: purchase.id,
  buyer_id: purchase.buyer_id,
  seller_id: order.sellerId,
  seller_name: order.lines[0]?.listing.seller.name ?? '',
  seller_city: order.lines[0]?.listing.seller.city ?? null,
  status: 'awaiting_payment' as const,
  provider_id: order.provider.id,
  provider_name: order.provider.name,
  coverage: order.provider.coverage,
  delivery_minor: order.provider.costMinor,
  copies_minor: copiesOf(order),
  stock_returned: 0,
});

/** The frozen copy that an order line keeps; the hold refuses a price that is not this one. */
const itemRow = (orderId: string, listing: OrderDraft['lines'][number]['listing'], quantity: number) => ({
  order_id: orderId,
  listing_id: listing.id,
  work_id: listing.workId,
  title: listing.title,
  authors: JSON.stringify(listing.authors),
  condition: listing.condition,
  photo_hash: listing.photos[0]?.hash ?? null,
  quantity,
  price_minor: listing.priceMinor,
});

async function takeUpAgain(context: SalesContext, input: PlaceOrder, purchaseId: string): Promise<Placed> {
  const purchase = await findPurchase(context.db.query, purchaseId);
  if (!purchase) throw notFound('purchase');
  if (purchase.refusal !== null) throw toError(purchase.refusal);
  if (purchase.state === 'placed') return answer(context, purchase);
  const orders = await readOrdersOf(context.db.query, [purchaseId]);
  const items = await readItems(
    context.db.query,
    orders.map((order) => order.id),
  );
  const prices = Object.fromEntries(items.map((item) => [item.listing_id, item.price_minor]));
  return takeHold(
    context,
    input,
    purchaseId,
    items.map((item) => ({ orderId: item.order_id, listingId: item.listing_id, quantity: item.quantity })),
    prices,
  );
}

async function takeHold(
  context: SalesContext,
  input: PlaceOrder,
  purchaseId: string,
  items: ReturnType<typeof holdItemsOf>,
  expectedPriceMinor: Record<string, number>,
): Promise<Placed> {
  const buyerId = 'accountId' in input.buyer ? input.buyer.accountId : undefined;
  try {
    const hold = await context.catalogue.holdCopies({
      purchaseId,
      attempt: 1,
      holdSeconds: context.shop.holdSeconds,
      items,
      expectedPriceMinor,
      buyerId,
    });
    await markPlaced(context, input, purchaseId, hold.expiresAt, items);
  } catch (error) {
    if (isDomainError(error)) await refusePurchase(context, purchaseId, error);
    throw error;
  }
  const purchase = await findPurchase(context.db.query, purchaseId);
  if (!purchase) throw notFound('purchase');
  if (purchase.refusal !== null) throw toError(purchase.refusal);
  return answer(context, purchase);
}

async function markPlaced(
  context: SalesContext,
  input: PlaceOrder,
  purchaseId: string,
  expiresAt: number,
  items: readonly { listingId: string }[],
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const purchase = await lockPurchase(trx, purchaseId);
    if (purchase?.state !== 'placing') return;
    await updatePurchase(trx, purchaseId, { state: 'placed', hold_expires_at: expiresAt });
    if (input.owner)
      await deleteCartItems(
        trx,
        ownerKey(input.owner),
        items.map((item) => item.listingId),
      );
    await context.outbox.add(trx, [{ kind: 'job.mail', payload: { mail: 'purchase.placed', purchaseId } }]);
  });
  context.outbox.wake();
}

/** What could not be held was never bought: the purchase keeps why, for whoever repeats the request. */
export async function refusePurchase(context: SalesContext, purchaseId: string, error: DomainError): Promise<void> {
  await context.db.transaction(async (trx) => {
    const purchase = await lockPurchase(trx, purchaseId);
    if (purchase?.state !== 'placing') return;
    await updatePurchase(trx, purchaseId, { state: 'refused', refusal: keptRefusal(error), awaiting: 0 });
    const orders = await readOrdersOf(trx, [purchaseId]);
    await updateOrders(
      trx,
      orders.map((order) => order.id),
      { status: 'cancelled' },
    );
  });
}

async function answer(context: SalesContext, row: PurchaseRow): Promise<Placed> {
  const [purchase] = await viewPurchases(context, [row]);
  if (!purchase) throw notFound('purchase');
  return row.buyer_id === null ? { purchase, guestToken: guestTokenOf(context.secretKey, row.id) } : { purchase };
}
