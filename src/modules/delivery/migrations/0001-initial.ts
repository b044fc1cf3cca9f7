import type { Kysely } from 'kysely';
import { createTable, insertIgnore, nowOf } from '../../../platform/db/index.ts';
import type { DeliveryTables } from '../tables.ts';

/** The providers of the first start have fixed ids, so that ten processes which start together make them once. */
const firstProviders = [
  { id: '01JAAAAAAAAAAAAAAAAAAAADH1', name: 'DHL', coverage: 'international', cost: 50 },
  { id: '01JAAAAAAAAAAAAAAAAAAAAFX1', name: 'FedEx', coverage: 'international', cost: 45 },
  { id: '01JAAAAAAAAAAAAAAAAAAAAEV1', name: 'Envía', coverage: 'national', cost: 20 },
  { id: '01JAAAAAAAAAAAAAAAAAAAASR1', name: 'Servientrega', coverage: 'national', cost: 15 },
  { id: '01JAAAAAAAAAAAAAAAAAAAAPK1', name: 'Recogida en persona', coverage: 'pickup', cost: 0 },
] as const;

const thousandsInMinor = 100_000;

export async function initial(db: Kysely<DeliveryTables>): Promise<void> {
  await createTable(db, 'delivery_providers', {
    columns: {
      id: 'id',
      name: 'text:80',
      coverage: 'key',
      cost_minor: 'integer',
      active: 'boolean = 1',
      updated_at: 'integer',
    },
    primaryKey: ['id'],
    checks: { delivery_providers_cost: 'cost_minor >= 0' },
  });
  await createTable(db, 'shipments', {
    columns: {
      order_id: 'id',
      provider_id: 'id',
      provider_name: 'text:80',
      coverage: 'key',
      tracking: 'text:100?',
      status: 'key',
      handover_code: 'key?',
      wrong_codes: 'integer = 0',
      updated_at: 'integer',
    },
    primaryKey: ['order_id'],
  });
  const rows = firstProviders.map(({ cost, ...provider }) => ({
    ...provider,
    cost_minor: cost * thousandsInMinor,
    active: 1,
    updated_at: nowOf(db),
  }));
  await insertIgnore(db, 'delivery_providers', rows);
}
