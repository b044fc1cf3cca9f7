import { once, read, repeatable, type Verbs } from '../../platform/remote/verbs.ts';
import type { Delivery } from './door.ts';

/** How each verb of delivery is called from another process. */
export const deliveryVerbs: Verbs<Delivery> = {
  listProviders: read,
  quote: read,
  createShipments: repeatable,
  getShipments: read,
  dispatchShipment: repeatable,
  // Wrong codes are counted.
  checkHandoverCode: once,
  markShipment: repeatable,
  saveProvider: once,
  audit: { ...read, deadlineMs: 120_000 },
};
