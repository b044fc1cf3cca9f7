import { DomainError } from '../../platform/errors.ts';
import { limits } from './listing-input.ts';

const mostItems = 200;

/** A caller of the module names whole, positive numbers of copies, and some. Errors: `quantity.invalid` 422. */
export function refuseBadQuantities(items: readonly { quantity: number }[]): void {
  const good = items.every(
    ({ quantity }) => Number.isInteger(quantity) && quantity >= 1 && quantity <= limits.quantity,
  );
  if (!good || items.length === 0 || items.length > mostItems)
    throw new DomainError(
      'quantity.invalid',
      422,
      `The quantity must be a whole number from 1 to ${String(limits.quantity)}.`,
      { field: 'quantity' },
    );
}
