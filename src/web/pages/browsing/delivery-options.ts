import type { DeliveryProvider } from '../../../modules/delivery/index.ts';
import { remembered } from './remembered.ts';

/** How books travel in this shop, cheapest first. */
export const deliveryOptions = remembered((doors) => doors.delivery.listProviders({}));

/** What delivery adds at least, within the country; pick-up is not delivery. */
export function cheapestDeliveryMinor(options: readonly DeliveryProvider[]): number | undefined {
  const costs = options.filter((option) => option.coverage !== 'pickup').map((option) => option.costMinor);
  return costs.length === 0 ? undefined : Math.min(...costs);
}
