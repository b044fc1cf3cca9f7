import type { QueueTable } from '../../platform/queue/index.ts';
import type { Condition } from '../catalogue/index.ts';
import type { Coverage } from '../delivery/index.ts';
import type { OrderStatus } from './door.ts';

export interface SalesTables {
  cart_items: CartItemsTable;
  purchases: PurchasesTable;
  seller_orders: SellerOrdersTable;
  order_items: OrderItemsTable;
  sales_commands: SalesCommandsTable;
  reviews: ReviewsTable;
  sales_outbox: QueueTable;
}

export interface CartItemsTable {
  owner: string;
  listing_id: string;
  quantity: number;
  price_minor: number;
  added_at: number;
}

export interface PurchasesTable {
  id: string;
  buyer_id: string | null;
  guest_token_hash: string | null;
  email: string;
  buyer_name: string;
  locale: 'es' | 'en';
  address: string;
  currency: string;
  total_minor: number;
  /** placing until its first hold is taken; refused when it could not be. */
  state: 'placing' | 'placed' | 'refused';
  refusal: string | null;
  hold_expires_at: number | null;
  /** A slow method has lengthened the hold, which happens once. */
  extended: number;
  /** 1 while it may still be paid, cancelled or expire. */
  awaiting: number;
  /** The payment that settles it; set once, before copies are sold. */
  settled_by: string | null;
  created_at: number;
  updated_at: number;
}

export interface SellerOrdersTable {
  id: string;
  purchase_id: string;
  buyer_id: string | null;
  seller_id: string;
  seller_name: string;
  seller_city: string | null;
  status: OrderStatus;
  provider_id: string;
  provider_name: string;
  coverage: Coverage;
  delivery_minor: number;
  copies_minor: number;
  tracking: string | null;
  dispute: string | null;
  stock_returned: number;
  paid_at: number | null;
  ship_by: number | null;
  shipped_at: number | null;
  delivered_at: number | null;
  completes_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface OrderItemsTable {
  order_id: string;
  listing_id: string;
  work_id: string;
  title: string;
  authors: string;
  condition: Condition;
  photo_hash: string | null;
  quantity: number;
  price_minor: number;
}

export interface SalesCommandsTable {
  actor: string;
  command: string;
  idempotency_key: string;
  body_hash: string;
  resource_id: string | null;
  refusal: string | null;
  created_at: number;
}

export interface ReviewsTable {
  id: string;
  order_id: string;
  seller_id: string;
  buyer_name: string;
  stars: number;
  text: string;
  created_at: number;
}
