import type { Kysely } from 'kysely';
import { createTable, type TableDefinition } from '../../../platform/db/index.ts';
import { createQueueTable } from '../../../platform/queue/index.ts';
import type { SalesTables } from '../tables.ts';

const cartItems: TableDefinition = {
  columns: { owner: 'key', listing_id: 'id', quantity: 'integer', price_minor: 'integer', added_at: 'integer' },
  primaryKey: ['owner', 'listing_id'],
  indexes: { cart_items_added: ['added_at'] },
  checks: { cart_items_quantity: 'quantity > 0' },
};

const purchases: TableDefinition = {
  columns: {
    id: 'id',
    buyer_id: 'id?',
    guest_token_hash: 'hash?',
    email: 'text:254',
    buyer_name: 'text:200',
    locale: 'key',
    address: 'long',
    currency: 'key',
    total_minor: 'integer',
    state: 'key',
    refusal: 'long?',
    hold_expires_at: 'integer?',
    extended: 'boolean = 0',
    awaiting: 'boolean = 1',
    settled_by: 'id?',
    created_at: 'integer',
    updated_at: 'integer',
  },
  primaryKey: ['id'],
  indexes: {
    purchases_buyer: ['buyer_id', 'id'],
    purchases_awaiting: ['awaiting', 'hold_expires_at'],
    purchases_state: ['state', 'created_at'],
    purchases_email: ['email'],
  },
  checks: { purchases_total: 'total_minor > 0' },
};

const orders: TableDefinition = {
  columns: {
    id: 'id',
    purchase_id: 'id',
    buyer_id: 'id?',
    seller_id: 'id',
    seller_name: 'text:200',
    seller_city: 'text:100?',
    status: 'key',
    provider_id: 'id',
    provider_name: 'text:80',
    coverage: 'key',
    delivery_minor: 'integer',
    copies_minor: 'integer',
    tracking: 'text:100?',
    dispute: 'text:2000?',
    stock_returned: 'boolean = 0',
    paid_at: 'integer?',
    ship_by: 'integer?',
    shipped_at: 'integer?',
    delivered_at: 'integer?',
    completes_at: 'integer?',
    created_at: 'integer',
    updated_at: 'integer',
  },
  primaryKey: ['id'],
  indexes: {
    seller_orders_purchase: ['purchase_id'],
    seller_orders_seller: ['seller_id', 'status', 'id'],
    seller_orders_seller_newest: ['seller_id', 'id'],
    seller_orders_status: ['status', 'id'],
    seller_orders_completes: ['status', 'completes_at'],
  },
  checks: { seller_orders_amounts: 'delivery_minor >= 0 and copies_minor > 0' },
  foreignKeys: { seller_orders_purchase_fk: [['purchase_id'], 'purchases (id)'] },
};

const items: TableDefinition = {
  columns: {
    order_id: 'id',
    listing_id: 'id',
    work_id: 'id',
    title: 'text:500',
    authors: 'long',
    condition: 'key',
    photo_hash: 'key?',
    quantity: 'integer',
    price_minor: 'integer',
  },
  primaryKey: ['order_id', 'listing_id'],
  checks: { order_items_amounts: 'quantity > 0 and price_minor > 0' },
  foreignKeys: { order_items_order_fk: [['order_id'], 'seller_orders (id)'] },
};

const commands: TableDefinition = {
  columns: {
    actor: 'hash',
    command: 'key',
    idempotency_key: 'hash',
    body_hash: 'hash',
    resource_id: 'id?',
    refusal: 'long?',
    created_at: 'integer',
  },
  primaryKey: ['actor', 'command', 'idempotency_key'],
};

const reviews: TableDefinition = {
  columns: {
    id: 'id',
    order_id: 'id',
    seller_id: 'id',
    buyer_name: 'text:200',
    stars: 'integer',
    text: 'text:2000',
    created_at: 'integer',
  },
  primaryKey: ['id'],
  unique: { reviews_order_id: ['order_id'] },
  indexes: { reviews_seller: ['seller_id', 'created_at', 'id'] },
  checks: { reviews_stars: 'stars >= 1 and stars <= 5' },
};

export async function initial(db: Kysely<SalesTables>): Promise<void> {
  await createTable(db, 'cart_items', cartItems);
  await createTable(db, 'purchases', purchases);
  await createTable(db, 'seller_orders', orders);
  await createTable(db, 'order_items', items);
  await createTable(db, 'sales_commands', commands);
  await createTable(db, 'reviews', reviews);
  await createQueueTable(db, 'sales_outbox');
}
