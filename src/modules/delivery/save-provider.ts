import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Delivery, DeliveryProvider } from './door.ts';
import { countProviders, type DeliveryDatabase, writeProvider } from './store.ts';

const mostProviders = 100;
const highestCostMinor = 1_000_000_000_000;

/** Adds a provider or changes one; a provider is switched off, never deleted, since orders name it. */
export async function saveProvider(
  db: DeliveryDatabase,
  input: Parameters<Delivery['saveProvider']>[0],
): Promise<DeliveryProvider> {
  const name = input.name.trim();
  if (name === '' || name.length > 80)
    throw new DomainError('provider.name', 422, 'A provider has a name of at most 80 characters.', { field: 'name' });
  if (!Number.isSafeInteger(input.costMinor) || input.costMinor < 0 || input.costMinor > highestCostMinor)
    throw new DomainError('provider.cost', 422, 'A delivery cost is zero or more.', { field: 'cost' });
  if (input.id === undefined && (await countProviders(db)) >= mostProviders)
    throw new DomainError('provider.too_many', 422, 'A shop has at most 100 delivery providers.');
  const provider = { ...input, id: input.id ?? newId(), name };
  await writeProvider(db, provider);
  return provider;
}
