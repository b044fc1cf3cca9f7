import type { Kysely } from 'kysely';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Context } from './context.ts';
import { refuseBadQuantities } from './copies.ts';
import type { Catalogue, FrozenCopy, HoldItem, Photo } from './door.ts';
import { readList } from './row.ts';
import {
  copiesByListing,
  endHolds,
  findHoldsOfPurchase,
  insertHolds,
  type LockedCopies,
  type LockedListing,
  lockCopies,
  takeCopies,
} from './store-copies.ts';
import type { CatalogueTables, HoldsTable } from './tables.ts';

type Input = Parameters<Catalogue['holdCopies']>[0];
type Answer = Awaited<ReturnType<Catalogue['holdCopies']>>;

/** Sets copies aside for a purchase, all or none; a repeated attempt answers what it did. A new attempt takes the place of an older one. */
export async function holdCopies(context: Context, input: Input): Promise<Answer> {
  refuseBadQuantities(input.items);
  const { answer, taken } = await context.db.transaction(async (trx) => {
    const copies = await lockCopies(
      trx,
      input.items.map((item) => item.listingId),
    );
    const earlier = await findHoldsOfPurchase(trx, input.purchaseId);
    const repeated = earlier.filter((hold) => hold.attempt === input.attempt);
    if (repeated.length > 0) return { answer: answerOf(repeated), taken: 0 };
    refuseWhatCannotBeBought(copies, input);
    const holds = input.items.map((item) => newHold(input, item, copies));
    await takeAll(trx, copies, input);
    await insertHolds(trx, holds);
    return { answer: answerOf(holds), taken: holds.length };
  });
  context.count('holds_taken', taken);
  return answer;
}

function refuseWhatCannotBeBought(copies: LockedCopies, input: Input): void {
  const wanted = wantedByListing(input.items);
  const unavailable = [...wanted]
    .filter(([id, quantity]) => !canBeHeld(copies.listings.get(id), quantity, input.purchaseId))
    .map(([id]) => id);
  if (unavailable.length > 0) throw unavailableListings(unavailable);
  const listings = [...wanted.keys()].flatMap((id) => copies.listings.get(id) ?? []);
  const own = listings.filter((listing) => listing.seller_id === input.buyerId);
  if (own.length > 0)
    throw new DomainError('listing.own', 409, 'You can’t buy your own book.', { listings: own.map(({ id }) => id) });
  refuseChangedPrices(listings, input.expectedPriceMinor ?? {});
}

function refuseChangedPrices(listings: readonly LockedListing[], expected: Readonly<Record<string, number>>): void {
  const changed = listings.filter(({ id, price_minor }) => expected[id] !== undefined && expected[id] !== price_minor);
  if (changed.length === 0) return;
  const details = {
    listings: changed.map(({ id }) => id),
    prices: Object.fromEntries(changed.map((listing) => [listing.id, listing.price_minor])),
  };
  throw new DomainError('listing.price_changed', 409, 'The price has changed since it was shown.', details);
}

function canBeHeld(listing: LockedListing | undefined, quantity: number, purchaseId: string): boolean {
  if (listing?.state !== 'active' || listing.seller_suspended === 1) return false;
  return listing.quantity - listing.held + heldBy(listing, purchaseId) >= quantity;
}

const heldBy = (listing: LockedListing, purchaseId: string): number =>
  listing.holds.filter((hold) => hold.purchase_id === purchaseId).reduce((sum, hold) => sum + hold.quantity, 0);

export const unavailableListings = (listings: string[]): DomainError =>
  new DomainError('listing.unavailable', 409, 'Not as many copies are available any more.', { listings });

async function takeAll(trx: Kysely<CatalogueTables>, copies: LockedCopies, input: Input): Promise<void> {
  const own = [...copies.listings.values()].flatMap((listing) =>
    listing.holds.filter((hold) => hold.purchase_id === input.purchaseId),
  );
  await endHolds(trx, own, 'released');
  for (const [id, quantity] of wantedByListing(input.items)) {
    const listing = copies.listings.get(id);
    const returned = listing ? heldBy(listing, input.purchaseId) : 0;
    if (!(await takeCopies(trx, id, quantity, returned))) throw unavailableListings([id]);
  }
}

const wantedByListing = (items: readonly HoldItem[]) =>
  copiesByListing(items.map((item) => ({ listing_id: item.listingId, quantity: item.quantity })));

function newHold(input: Input, item: HoldItem, copies: LockedCopies): HoldsTable {
  const listing = copies.listings.get(item.listingId);
  if (!listing) throw unavailableListings([item.listingId]);
  return {
    id: newId(),
    purchase_id: input.purchaseId,
    attempt: input.attempt,
    order_id: item.orderId,
    listing_id: item.listingId,
    quantity: item.quantity,
    expires_at: copies.now + Math.round(input.holdSeconds * 1000),
    extended: 0,
    state: 'active',
    frozen: JSON.stringify(frozenCopy(listing)),
    created_at: copies.now,
  };
}

const frozenCopy = (listing: LockedListing): FrozenCopy => ({
  listingId: listing.id,
  sellerId: listing.seller_id,
  title: listing.title,
  authors: readList(listing.authors),
  condition: listing.grade,
  priceMinor: listing.price_minor,
  photoHash: readList<Photo>(listing.photos)[0]?.hash ?? null,
  workId: listing.work_id,
});

function answerOf(holds: readonly HoldsTable[]): Answer {
  const copies = new Map(holds.map((hold) => [hold.listing_id, JSON.parse(hold.frozen) as FrozenCopy]));
  return { expiresAt: Math.min(...holds.map((hold) => hold.expires_at)), copies: [...copies.values()] };
}
