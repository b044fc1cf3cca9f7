import { createHash } from 'node:crypto';
import type { Listing } from '../catalogue/index.ts';
import type { DeliveryProvider } from '../delivery/index.ts';
import type { Cart, CartLine, CartOwner } from './door.ts';
import type { CartRow } from './store-cart.ts';

/** How the table names a cart's owner; a visitor's token is kept hashed only. */
export const ownerKey = (owner: CartOwner): string =>
  'accountId' in owner
    ? `member:${owner.accountId}`
    : `visitor:${createHash('sha256').update(owner.cartToken).digest('hex')}`;

/** A cart grouped by seller, with the delivery of each and what has changed since it was put in. */
export function composeCart(
  rows: readonly CartRow[],
  listings: readonly Listing[],
  cheapest: DeliveryProvider | undefined,
  currency: string,
): Cart {
  const live = new Map(listings.map((listing) => [listing.id, listing]));
  const lines = rows.flatMap((row) => lineOf(row, live.get(row.listing_id)));
  const deliveryFrom = cheapest
    ? { providerId: cheapest.id, name: cheapest.name, costMinor: cheapest.costMinor }
    : null;
  const sellers = [...Map.groupBy(lines, (line) => line.listing.seller.id).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ seller: first.listing.seller, lines: own, copiesMinor: sumOf(own), deliveryFrom }] : [];
  });
  return { currency, count: lines.reduce((sum, line) => sum + line.quantity, 0), sellers, copiesMinor: sumOf(lines) };
}

function lineOf(row: CartRow, listing: Listing | undefined): CartLine[] {
  if (!listing) return [];
  return [{ listing, quantity: row.quantity, priceWhenAddedMinor: row.price_minor, changes: changesOf(row, listing) }];
}

function changesOf(row: CartRow, listing: Listing): CartLine['changes'] {
  const gone = listing.state !== 'active' || listing.available === 0;
  return [
    ...(gone ? (['unavailable'] as const) : []),
    ...(!gone && listing.available < row.quantity ? (['fewer'] as const) : []),
    ...(listing.priceMinor !== row.price_minor ? (['price'] as const) : []),
  ];
}

const sumOf = (lines: readonly CartLine[]): number =>
  lines
    .filter((line) => !line.changes.includes('unavailable'))
    .reduce((sum, line) => sum + line.quantity * line.listing.priceMinor, 0);
