import { stateWithCopies } from './listing-state.ts';
import type { ListingsTable } from './tables.ts';
import { heldCopies } from './update-listing.ts';

type Copies = Pick<ListingsTable, 'quantity' | 'held' | 'state' | 'imported_quantity'>;

/** `again`: the listing was removed, and the book is for sale again, as another listing. */
export type CopiesPlan =
  | { what: 'keep' }
  | { what: 'remove' }
  | { what: 'again'; quantity: number }
  | { what: 'set'; quantity: number; state: ListingsTable['state'] };

/**
 * What an import's quantity means for copies that are there already. A file tells what its seller offers in all, and does
 * not know what was sold here: so only the change from the last import to this one counts. The same quantity again changes
 * nothing, whatever was sold meanwhile; one more adds one; fewer takes as many away. Zero removes the listing.
 * Errors: `listing.held` 409 where copies on live holds would go.
 */
export function planCopies(listing: Copies, quantity: number): CopiesPlan {
  const last = listing.imported_quantity ?? quantity;
  const next = Math.max(0, listing.quantity + quantity - last);
  if (listing.state === 'removed')
    return quantity !== last && next > 0 ? { what: 'again', quantity: next } : { what: 'keep' };
  if (quantity === 0) return planRemoval(listing);
  if (quantity === last) return { what: 'keep' };
  if (next < listing.held) throw heldCopies(listing.held);
  return { what: 'set', quantity: next, state: stateWithCopies(listing.state, next) };
}

/** What is sold out or blocked can't become removed; it only loses what copies it has. */
function planRemoval(listing: Copies): CopiesPlan {
  if (listing.held > 0) throw heldCopies(listing.held);
  const stays = listing.state === 'sold_out' || listing.state === 'blocked';
  return stays ? { what: 'set', quantity: 0, state: listing.state } : { what: 'remove' };
}
