import type { Coverage, ShipmentStatus } from './door.ts';

export interface DeliveryTables {
  delivery_providers: DeliveryProvidersTable;
  shipments: ShipmentsTable;
}

export interface DeliveryProvidersTable {
  id: string;
  name: string;
  coverage: Coverage;
  cost_minor: number;
  active: number;
  updated_at: number;
}

export interface ShipmentsTable {
  order_id: string;
  provider_id: string;
  provider_name: string;
  coverage: Coverage;
  tracking: string | null;
  status: ShipmentStatus;
  handover_code: string | null;
  wrong_codes: number;
  updated_at: number;
}
