import { DomainError } from '../../platform/errors.ts';
import type { DeliveryProvider } from './door.ts';

/** Whether a provider carries to a country, seen from the shop's own. */
export const covers = (provider: DeliveryProvider, country: string, home: string): boolean =>
  provider.coverage === 'pickup' || provider.coverage === 'international' || country === home;

/** The chosen provider, or else the cheapest that carries to the country; pick-up only when chosen. */
export function chooseProvider(
  providers: readonly DeliveryProvider[],
  chosenId: string | undefined,
  country: string,
  home: string,
): DeliveryProvider {
  if (chosenId !== undefined) return chosenProvider(providers, chosenId, country, home);
  const candidates = providers.filter(
    (provider) => provider.active && provider.coverage !== 'pickup' && covers(provider, country, home),
  );
  const cheapest = candidates.toSorted((a, b) => a.costMinor - b.costMinor)[0];
  if (!cheapest) throw notCovered();
  return cheapest;
}

function chosenProvider(
  providers: readonly DeliveryProvider[],
  id: string,
  country: string,
  home: string,
): DeliveryProvider {
  const provider = providers.find((candidate) => candidate.id === id && candidate.active);
  if (!provider)
    throw new DomainError('delivery.unknown_provider', 422, 'There is no such delivery provider.', {
      field: 'deliveries',
    });
  if (!covers(provider, country, home)) throw notCovered();
  return provider;
}

/** A provider that an order names already: that holds, even if it was switched off since. */
export const namedProvider = (providers: readonly DeliveryProvider[], id: string): DeliveryProvider =>
  chosenProvider(
    providers.map((provider) => ({ ...provider, active: true })),
    id,
    '',
    '',
  );

const notCovered = (): DomainError =>
  new DomainError('delivery.not_covered', 422, 'No delivery provider carries to this address.', {
    field: 'deliveries',
  });
