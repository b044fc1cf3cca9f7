import type { Context } from './context.ts';
import { refuseBadQuantities } from './copies.ts';
import type { Catalogue } from './door.ts';
import { stateWithCopies } from './listing-state.ts';
import { endHolds, type LiveHold, type LockedListing, lockCopies, moveCopies } from './store-copies.ts';
import { type Decision, findDecisions, insertDecisions } from './store-orders.ts';

type Input = Parameters<Catalogue['sellCopies']>[0];
type Order = Input['orders'][number];

interface Sale {
  listing: LockedListing;
  quantity: number;
  held: number;
}

/**
 * Sells a purchase's copies, each order's all or none, and keeps the decision: the second call answers what the first did.
 * Copies of a live hold are sold whatever became of the listing meanwhile; after it lapsed, only what is for sale and free.
 */
export async function sellCopies(context: Context, input: Input): Promise<{ orderId: string; sold: boolean }[]> {
  refuseBadQuantities(input.orders.flatMap((order) => order.items));
  const { answer, changed, copies } = await context.db.transaction(async (trx) => {
    const { listings } = await lockCopies(
      trx,
      input.orders.flatMap((order) => order.items.map((item) => item.listingId)),
    );
    const decided = await findDecisions(trx, input.purchaseId);
    const plan = new SalePlan(listings, input.purchaseId);
    const decisions = input.orders.filter((order) => !decided.has(order.orderId)).map((order) => plan.decide(order));
    await endHolds(trx, plan.consumed, 'consumed');
    for (const sale of plan.sales.values()) {
      const { listing, quantity, held } = sale;
      await moveCopies(trx, listing, { quantity: -quantity, held: -held, sold: quantity, state: stateAfter(sale) });
    }
    await insertDecisions(trx, input.purchaseId, decisions);
    for (const { orderId, sold } of decisions) decided.set(orderId, sold);
    return {
      answer: input.orders.map(({ orderId }) => ({ orderId, sold: decided.get(orderId) ?? false })),
      // A copy less of several is nothing that a search sees.
      changed: [...plan.sales.values()].filter((sale) => stateAfter(sale) !== sale.listing.state),
      copies: plan.copies,
    };
  });
  context.count('copies_sold', copies);
  context.index.touchLater(changed.map(({ listing }) => listing.id));
  return answer;
}

const stateAfter = ({ listing, quantity }: Sale) => stateWithCopies(listing.state, listing.quantity - quantity);

/** Decides order by order against locked listings, so that one order's copies are not promised to the next. */
class SalePlan {
  readonly sales = new Map<string, Sale>();
  readonly consumed: LiveHold[] = [];
  copies = 0;
  readonly #listings: ReadonlyMap<string, LockedListing>;
  readonly #purchaseId: string;

  constructor(listings: ReadonlyMap<string, LockedListing>, purchaseId: string) {
    this.#listings = listings;
    this.#purchaseId = purchaseId;
  }

  decide(order: Order): Decision {
    const items = mergedItems(order);
    const sold = items.every((item) => this.#canSell(order.orderId, item));
    if (sold) for (const item of items) this.#sell(order.orderId, item);
    return { orderId: order.orderId, sold, items };
  }

  #canSell(orderId: string, { listingId, quantity }: { listingId: string; quantity: number }): boolean {
    const listing = this.#listings.get(listingId);
    if (!listing) return false;
    const own = copiesOf(this.#holdsOf(listing, orderId));
    if (own >= quantity) return true;
    const planned = this.sales.get(listingId);
    const free = listing.quantity - (planned?.quantity ?? 0) - (listing.held - (planned?.held ?? 0)) + own;
    return listing.state === 'active' && listing.seller_suspended === 0 && free >= quantity;
  }

  #sell(orderId: string, { listingId, quantity }: { listingId: string; quantity: number }): void {
    const listing = this.#listings.get(listingId);
    if (!listing) return;
    const own = this.#holdsOf(listing, orderId);
    const before = this.sales.get(listingId) ?? { quantity: 0, held: 0 };
    this.sales.set(listingId, { listing, quantity: before.quantity + quantity, held: before.held + copiesOf(own) });
    this.consumed.push(...own);
    this.copies += quantity;
  }

  #holdsOf(listing: LockedListing, orderId: string): LiveHold[] {
    return listing.holds.filter((hold) => hold.purchase_id === this.#purchaseId && hold.order_id === orderId);
  }
}

const copiesOf = (holds: readonly LiveHold[]): number => holds.reduce((sum, hold) => sum + hold.quantity, 0);

function mergedItems(order: Order): Order['items'] {
  const merged = new Map<string, number>();
  for (const item of order.items) merged.set(item.listingId, (merged.get(item.listingId) ?? 0) + item.quantity);
  return [...merged].map(([listingId, quantity]) => ({ listingId, quantity }));
}
