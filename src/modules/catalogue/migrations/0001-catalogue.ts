import type { Kysely } from 'kysely';
import { createTable, type TableDefinition } from '../../../platform/db/index.ts';
import { createQueueTable } from '../../../platform/queue/index.ts';
import type { CatalogueTables } from '../tables.ts';

const editionFacts: TableDefinition['columns'] = {
  isbn: 'key?',
  title: 'text:500',
  authors: 'long',
  publisher: 'text:200?',
  year: 'integer?',
  language: 'key?',
  format: 'key?',
  subjects: 'long',
};

const works: TableDefinition = {
  columns: { id: 'id', work_key: 'hash', created_at: 'integer' },
  primaryKey: ['id'],
  unique: { works_work_key: ['work_key'] },
};

const editions: TableDefinition = {
  columns: { id: 'id', work_id: 'id', ...editionFacts, created_at: 'integer', updated_at: 'integer' },
  primaryKey: ['id'],
  unique: { editions_isbn: ['isbn'] },
  indexes: { editions_of_work: ['work_id', 'id'] },
  foreignKeys: { editions_work: [['work_id'], 'works (id)'] },
};

const sellers: TableDefinition = {
  columns: {
    id: 'id',
    name: 'text:200',
    city: 'text:200?',
    rating_hundredths: 'integer?',
    reviews: 'integer = 0',
    suspended: 'boolean = 0',
    updated_at: 'integer',
  },
  primaryKey: ['id'],
};

/** Rule 1 of the shop stands here: whatever the code does, no copy is held or sold that is not there. */
const listings: TableDefinition = {
  columns: {
    id: 'id',
    seller_id: 'id',
    edition_id: 'id',
    work_id: 'id',
    ...editionFacts,
    title_key: 'text:190',
    grade: 'key',
    flags: 'long',
    notes: 'long',
    price_minor: 'integer',
    quantity: 'integer',
    held: 'integer = 0',
    sold: 'integer = 0',
    state: 'key',
    state_before_block: 'key?',
    seller_suspended: 'boolean = 0',
    reference: 'text:200?',
    import_key: 'hash?',
    imported_quantity: 'integer?',
    photos: 'long',
    created_at: 'integer',
    updated_at: 'integer',
    published_at: 'integer?',
    changed_at: 'integer',
  },
  primaryKey: ['id'],
  unique: { listings_seller_id_import_key: ['seller_id', 'import_key'] },
  indexes: {
    listings_newest: ['state', 'seller_suspended', 'published_at', 'id'],
    listings_by_state: ['state', 'id'],
    listings_of_edition: ['edition_id', 'state', 'price_minor', 'id'],
    listings_of_seller: ['seller_id', 'id'],
    listings_of_seller_by_state: ['seller_id', 'state', 'id'],
    listings_by_title: ['title_key', 'id'],
    listings_changed: ['changed_at', 'id'],
  },
  checks: {
    listings_copies: 'held >= 0 and held <= quantity and quantity >= 0',
    listings_sold: 'sold >= 0',
    listings_price: 'price_minor > 0',
  },
  foreignKeys: {
    listings_edition: [['edition_id'], 'editions (id)'],
    listings_seller: [['seller_id'], 'sellers (id)'],
  },
};

const listingPhotos: TableDefinition = {
  columns: {
    id: 'id',
    listing_id: 'id',
    hash: 'key',
    width: 'integer',
    height: 'integer',
    position: 'integer',
    created_at: 'integer',
  },
  primaryKey: ['id'],
  indexes: { listing_photos_of_listing: ['listing_id', 'position'], listing_photos_by_hash: ['hash'] },
  foreignKeys: { listing_photos_listing: [['listing_id'], 'listings (id)'] },
};

const holds: TableDefinition = {
  columns: {
    id: 'id',
    purchase_id: 'id',
    attempt: 'integer',
    order_id: 'id',
    listing_id: 'id',
    quantity: 'integer',
    expires_at: 'integer',
    extended: 'boolean = 0',
    state: 'key',
    frozen: 'long',
    created_at: 'integer',
  },
  primaryKey: ['id'],
  unique: { holds_purchase_id_attempt_order_id_listing_id: ['purchase_id', 'attempt', 'order_id', 'listing_id'] },
  indexes: {
    holds_of_listing: ['listing_id', 'state', 'expires_at', 'quantity'],
    holds_by_expiry: ['state', 'expires_at'],
  },
  checks: { holds_quantity: 'quantity > 0' },
  foreignKeys: { holds_listing: [['listing_id'], 'listings (id)'] },
};

const orderDecisions: TableDefinition = {
  columns: { order_id: 'id', purchase_id: 'id', sold: 'boolean', decided_at: 'integer', returned_at: 'integer?' },
  primaryKey: ['order_id'],
  indexes: { order_decisions_of_purchase: ['purchase_id'] },
};

const soldCopies: TableDefinition = {
  columns: { order_id: 'id', listing_id: 'id', quantity: 'integer', returned: 'integer = 0' },
  primaryKey: ['order_id', 'listing_id'],
  indexes: { sold_copies_of_listing: ['listing_id'] },
  checks: { sold_copies_returned: 'returned >= 0 and returned <= quantity' },
};

const publications: TableDefinition = {
  columns: { seller_id: 'id', idempotency_key: 'hash', body_hash: 'hash', listing_id: 'id', created_at: 'integer' },
  primaryKey: ['seller_id', 'idempotency_key'],
};

const outsideBooks: TableDefinition = {
  columns: { isbn: 'key', facts: 'long?', fetched_at: 'integer' },
  primaryKey: ['isbn'],
};

export async function createCatalogueTables(db: Kysely<CatalogueTables>): Promise<void> {
  await createTable(db, 'works', works);
  await createTable(db, 'editions', editions);
  await createTable(db, 'sellers', sellers);
  await createTable(db, 'listings', listings);
  await createTable(db, 'listing_photos', listingPhotos);
  await createTable(db, 'holds', holds);
  await createTable(db, 'order_decisions', orderDecisions);
  await createTable(db, 'sold_copies', soldCopies);
  await createTable(db, 'publications', publications);
  await createTable(db, 'outside_books', outsideBooks);
  await createQueueTable(db, 'catalogue_outbox');
}
