import { DomainError } from '../../platform/errors.ts';
import type { Shipment } from './door.ts';
import { namedProvider } from './provider.ts';
import { known, mayBecome, shipmentState } from './shipment.ts';
import { changeShipment, type DeliveryDatabase, readProviders } from './store.ts';

interface Dispatch {
  orderId: string;
  providerId?: string | undefined;
  tracking?: string | undefined;
}

const longestTracking = 100;

/** pending → in transit; a repeat with the same tracking answers the same. */
export async function dispatchShipment(db: DeliveryDatabase, input: Dispatch): Promise<Shipment> {
  const tracking = emptyAsNull(input.tracking?.trim());
  if (tracking && tracking.length > longestTracking)
    throw new DomainError('tracking.too_long', 422, 'A tracking number has at most 100 characters.', {
      field: 'tracking',
    });
  const provider =
    input.providerId === undefined ? undefined : namedProvider(await readProviders(db), input.providerId);
  const changed = await changeShipment(db, input.orderId, (shipment) => {
    if (shipment.status !== 'pending' && shipment.tracking === tracking) return undefined;
    if (!mayBecome(shipment.status, 'in_transit')) throw shipmentState();
    const by = provider ? { provider_id: provider.id, provider_name: provider.name, coverage: provider.coverage } : {};
    return { ...by, tracking, status: 'in_transit' };
  });
  return known(changed);
}

const emptyAsNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
