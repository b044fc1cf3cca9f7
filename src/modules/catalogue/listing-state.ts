import { DomainError } from '../../platform/errors.ts';
import type { ListingState } from './door.ts';

/** What a seller may ask for; sold out and back to active follow from the copies, blocked from a moderator. */
const askable: Readonly<Record<ListingState, readonly ListingState[]>> = {
  draft: ['active', 'removed'],
  active: ['paused', 'removed'],
  paused: ['active', 'removed'],
  sold_out: [],
  removed: [],
  blocked: [],
};

/** The state a listing is in after its seller asked for `wanted`. Errors: `listing.state` 409. */
export function nextState(now: ListingState, wanted: 'active' | 'paused' | 'removed' | undefined): ListingState {
  if (wanted === undefined || wanted === now) return now;
  if (!askable[now].includes(wanted)) throw wrongState(now, wanted);
  return wanted;
}

/** The last copy gone makes an active listing sold out; copies again make it active. */
export function stateWithCopies(state: ListingState, quantity: number): ListingState {
  if (state === 'active' && quantity === 0) return 'sold_out';
  return state === 'sold_out' && quantity > 0 ? 'active' : state;
}

/** Blocked by a moderator, or back to what it was, as its copies allow by now. */
export function stateWhenBlocked(
  row: { state: ListingState; state_before_block: ListingState | null; quantity: number },
  blocked: boolean,
): ListingState {
  if (blocked) return 'blocked';
  return row.state === 'blocked' ? stateWithCopies(row.state_before_block ?? 'paused', row.quantity) : row.state;
}

export const wrongState = (now: ListingState, wanted: string): DomainError =>
  new DomainError(
    'listing.state',
    409,
    `A listing that is ${now.replace('_', ' ')} can't become ${wanted.replace('_', ' ')}.`,
    { state: now, wanted },
  );
