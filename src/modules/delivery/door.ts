export type Coverage = 'national' | 'international' | 'pickup';

export interface DeliveryProvider {
  id: string;
  name: string;
  coverage: Coverage;
  costMinor: number;
  active: boolean;
}

export type ShipmentStatus = 'pending' | 'in_transit' | 'delivered' | 'lost' | 'returned';

export interface Shipment {
  orderId: string;
  providerId: string;
  providerName: string;
  coverage: Coverage;
  tracking: string | null;
  status: ShipmentStatus;
  /** Only for pick-up: what the buyer tells the seller at the hand-over. Never shown to the seller. */
  handoverCode: string | null;
  updatedAt: number;
}

/** How an order travels: providers with their costs, shipments, local pick-up. */
export interface Delivery {
  listProviders(input: { includeInactive?: boolean }): Promise<DeliveryProvider[]>;
  /**
   * The provider of each seller order with its cost: the chosen one, or else the cheapest that covers the address; never pick-up unless chosen.
   * Errors: `delivery.not_covered` 422, `delivery.unknown_provider` 422.
   */
  quote(input: {
    country: string;
    orders: { sellerId: string; providerId?: string | undefined }[];
  }): Promise<{ sellerId: string; provider: DeliveryProvider }[]>;
  /** Idempotent by order. */
  createShipments(input: { orders: { orderId: string; providerId: string }[] }): Promise<Shipment[]>;
  getShipments(input: { orderIds: string[] }): Promise<Shipment[]>;
  /** pending → in transit (a repeat with the same tracking answers the same). Errors: `shipment.state` 409. */
  dispatchShipment(input: {
    orderId: string;
    providerId?: string | undefined;
    tracking?: string | undefined;
  }): Promise<Shipment>;
  /** Compares in constant time; at most ten wrong codes per order. Errors: `handover.wrong_code` 422, `attempts.too_many` 429. */
  checkHandoverCode(input: { orderId: string; code: string }): Promise<void>;
  markShipment(input: { orderId: string; status: 'delivered' | 'lost' | 'returned' }): Promise<Shipment>;
  /* administration */
  saveProvider(input: {
    id?: string | undefined;
    name: string;
    coverage: Coverage;
    costMinor: number;
    active: boolean;
  }): Promise<DeliveryProvider>;
  audit(): Promise<string[]>;
}
