import type { Selectable } from 'kysely';
import { type Database, forUpdate, insertIgnore, nowOf, upsert } from '../../platform/db/index.ts';
import type { DeliveryProvider, Shipment } from './door.ts';
import type { DeliveryProvidersTable, DeliveryTables, ShipmentsTable } from './tables.ts';

export type DeliveryDatabase = Database<DeliveryTables>;
type ShipmentChange = Partial<
  Pick<ShipmentsTable, 'provider_id' | 'provider_name' | 'coverage' | 'tracking' | 'status' | 'wrong_codes'>
>;

const mostProviders = 100;

export async function readProviders(db: DeliveryDatabase): Promise<DeliveryProvider[]> {
  const rows = await db.query
    .selectFrom('delivery_providers')
    .selectAll()
    .orderBy('cost_minor')
    .orderBy('id')
    .limit(mostProviders)
    .execute();
  return rows.map(toProvider);
}

export async function countProviders(db: DeliveryDatabase): Promise<number> {
  const row = await db.query
    .selectFrom('delivery_providers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function writeProvider(db: DeliveryDatabase, provider: DeliveryProvider): Promise<void> {
  const { id, name, coverage } = provider;
  const facts = {
    name,
    coverage,
    cost_minor: provider.costMinor,
    active: Number(provider.active),
    updated_at: db.now as never,
  };
  await upsert(db.query, 'delivery_providers', { id, ...facts }, ['id'], facts);
}

export interface NewShipment {
  orderId: string;
  provider: DeliveryProvider;
  handoverCode: string | null;
}

/** A shipment that is there already stays as it is. */
export async function insertShipments(db: DeliveryDatabase, shipments: readonly NewShipment[]): Promise<void> {
  const rows = shipments.map(({ orderId, provider, handoverCode }) => ({
    order_id: orderId,
    provider_id: provider.id,
    provider_name: provider.name,
    coverage: provider.coverage,
    tracking: null,
    status: 'pending' as const,
    handover_code: handoverCode,
    wrong_codes: 0,
    updated_at: db.now as never,
  }));
  await insertIgnore(db.query, 'shipments', rows);
}

export async function readShipments(db: DeliveryDatabase, orderIds: readonly string[]): Promise<Shipment[]> {
  if (orderIds.length === 0) return [];
  const rows = await db.query
    .selectFrom('shipments')
    .selectAll()
    .where('order_id', 'in', [...orderIds])
    .execute();
  return rows.map(toShipment);
}

/** Reads a shipment under lock and writes what `decide` makes of it, in one transaction; answers undefined where there is none. */
export async function changeShipment(
  db: DeliveryDatabase,
  orderId: string,
  decide: (shipment: Shipment, wrongCodes: number) => ShipmentChange | undefined,
): Promise<Shipment | undefined> {
  return db.transaction(async (trx) => {
    const row = await forUpdate(
      trx,
      trx.selectFrom('shipments').selectAll().where('order_id', '=', orderId),
    ).executeTakeFirst();
    if (!row) return undefined;
    const change = decide(toShipment(row), row.wrong_codes);
    if (!change) return toShipment(row);
    await trx
      .updateTable('shipments')
      .set({ ...change, updated_at: nowOf(trx) })
      .where('order_id', '=', orderId)
      .execute();
    return toShipment({ ...row, ...change });
  });
}

const toProvider = (row: Selectable<DeliveryProvidersTable>): DeliveryProvider => ({
  id: row.id,
  name: row.name,
  coverage: row.coverage,
  costMinor: row.cost_minor,
  active: row.active === 1,
});

const toShipment = (row: Selectable<ShipmentsTable>): Shipment => ({
  orderId: row.order_id,
  providerId: row.provider_id,
  providerName: row.provider_name,
  coverage: row.coverage,
  tracking: row.tracking,
  status: row.status,
  handoverCode: row.handover_code,
  updatedAt: row.updated_at,
});
