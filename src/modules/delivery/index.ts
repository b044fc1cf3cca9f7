import type { Migrations } from '../../platform/db/index.ts';
import { checkHandoverCode } from './check-handover-code.ts';
import { dispatchShipment } from './dispatch-shipment.ts';
import type { Delivery, DeliveryProvider, Shipment } from './door.ts';
import { initial } from './migrations/0001-initial.ts';
import { chooseProvider, namedProvider } from './provider.ts';
import { saveProvider } from './save-provider.ts';
import { known, mayBecome, newHandoverCode, shipmentState } from './shipment.ts';
import { changeShipment, type DeliveryDatabase, insertShipments, readProviders, readShipments } from './store.ts';

export type * from './door.ts';
export type { DeliveryTables } from './tables.ts';
export { deliveryVerbs } from './verbs.ts';

export const deliveryMigrations: Migrations = { '0001-initial': initial };

/** `country` is the shop's own: what is national. */
export function createDelivery({ db, country }: { db: DeliveryDatabase; country: string }): Delivery {
  return {
    listProviders: async ({ includeInactive }) =>
      (await readProviders(db)).filter((provider) => includeInactive === true || provider.active),
    quote: async (input) => {
      const providers = await readProviders(db);
      return input.orders.map(({ sellerId, providerId }) => ({
        sellerId,
        provider: chooseProvider(providers, providerId, input.country, country),
      }));
    },
    createShipments: (input) => createShipments(db, input.orders),
    getShipments: ({ orderIds }) => readShipments(db, orderIds),
    dispatchShipment: (input) => dispatchShipment(db, input),
    checkHandoverCode: (input) => checkHandoverCode(db, input),
    markShipment: (input) => markShipment(db, input),
    saveProvider: (input) => saveProvider(db, input),
    audit: () => Promise.resolve([]),
  };
}

async function createShipments(
  db: DeliveryDatabase,
  orders: readonly { orderId: string; providerId: string }[],
): Promise<Shipment[]> {
  const providers = await readProviders(db);
  await insertShipments(
    db,
    orders.map(({ orderId, providerId }) => withCode(orderId, namedProvider(providers, providerId))),
  );
  return readShipments(
    db,
    orders.map((order) => order.orderId),
  );
}

const withCode = (orderId: string, provider: DeliveryProvider) => ({
  orderId,
  provider,
  handoverCode: provider.coverage === 'pickup' ? newHandoverCode() : null,
});

async function markShipment(
  db: DeliveryDatabase,
  input: { orderId: string; status: 'delivered' | 'lost' | 'returned' },
): Promise<Shipment> {
  const changed = await changeShipment(db, input.orderId, (shipment) => {
    if (shipment.status === input.status) return undefined;
    if (!mayBecome(shipment.status, input.status)) throw shipmentState();
    return { status: input.status };
  });
  return known(changed);
}
