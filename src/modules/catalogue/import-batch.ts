import type { Kysely } from 'kysely';
import type { Context } from './context.ts';
import type { ImportOutcome } from './door.ts';
import { BatchEditions } from './import-editions.ts';
import { planCopies } from './import-plan.ts';
import { type ReadRow, refusalOf } from './import-row.ts';
import { newListing } from './publish-listing.ts';
import type { EditionRow } from './row.ts';
import { lockCopies } from './store-copies.ts';
import {
  changeListing,
  editionCopy,
  findImported,
  findImportedIds,
  forgetImportKey,
  insertListings,
  type NewListing,
} from './store-listings.ts';
import { lockSeller } from './store-sellers.ts';
import type { CatalogueTables, ListingsTable } from './tables.ts';
import { changedFields } from './update-listing.ts';

type Trx = Kysely<CatalogueTables>;
const rowsAStatement = 100;

interface Batch {
  trx: Trx;
  sellerId: string;
  suspended: number;
  editions: BatchEditions;
  added: NewListing[];
  changed: string[];
}

/** Takes a batch of rows in: all that are not refused, in one transaction. */
export async function importBatch(
  context: Context,
  sellerId: string,
  rows: readonly ReadRow[],
): Promise<{ outcomes: ImportOutcome[]; touched: string[] }> {
  const { outcomes, added, changed } = await context.db.transaction(async (trx) => {
    const seller = await lockSeller(trx, sellerId);
    const known = await lockImported(trx, sellerId, rows);
    const editions = await BatchEditions.load(trx, rows, known);
    const batch: Batch = { trx, sellerId, suspended: seller?.suspended ?? 0, editions, added: [], changed: [] };
    const done: ImportOutcome[] = [];
    for (const row of rows) done.push(await importRow(batch, row, known.get(row.key)));
    await insertAll(trx, batch.added);
    const ids = batch.added.map((listing) => listing.id as string);
    if (ids.length > 0)
      await context.outbox.add(trx, [{ kind: 'listings.imported', payload: { sellerId, listingIds: ids } }]);
    return { outcomes: done, added: ids, changed: batch.changed };
  });
  if (added.length > 0) context.outbox.wake();
  context.count('listings_published', added.length);
  return { outcomes, touched: [...added, ...changed] };
}

/** The seller's listings that these rows name, locked, as they are then. */
async function lockImported(trx: Trx, sellerId: string, rows: readonly ReadRow[]): Promise<Map<string, ListingsTable>> {
  const keys = rows.map((row) => row.key);
  const ids = await findImportedIds(trx, sellerId, keys);
  if (ids.length === 0) return new Map();
  await lockCopies(trx, ids);
  return findImported(trx, sellerId, keys);
}

async function importRow(batch: Batch, row: ReadRow, known: ListingsTable | undefined): Promise<ImportOutcome> {
  try {
    return {
      line: row.line,
      outcome: known ? await updateRow(batch, row, known) : addRow(batch, row, row.fields.quantity),
    };
  } catch (error) {
    return refusalOf(row.line, error);
  }
}

function addRow(batch: Batch, row: ReadRow, quantity: number): ImportOutcome['outcome'] {
  if (quantity === 0) return 'unchanged';
  const edition = batch.editions.editionOf(row);
  const { trx, sellerId, suspended } = batch;
  const listing = newListing(trx, {
    sellerId,
    suspended,
    edition,
    fields: { ...row.fields, quantity },
    state: 'active',
  });
  batch.added.push({
    ...listing,
    reference: row.reference,
    import_key: row.key,
    imported_quantity: row.fields.quantity,
  });
  return 'added';
}

async function updateRow(batch: Batch, row: ReadRow, known: ListingsTable): Promise<ImportOutcome['outcome']> {
  const plan = planCopies(known, row.fields.quantity);
  if (plan.what === 'again') {
    await forgetImportKey(batch.trx, known.id);
    return addRow(batch, row, plan.quantity);
  }
  if (known.state === 'removed') return 'unchanged';
  if (plan.what === 'remove') {
    await change(batch, known.id, { state: 'removed', quantity: 0, imported_quantity: 0 });
    return 'removed';
  }
  const copies =
    plan.what === 'set'
      ? { quantity: plan.quantity, state: plan.state }
      : { quantity: known.quantity, state: known.state };
  const edition = await batch.editions.changeOf(row, known);
  if (isSame(row, known, edition, copies) && known.imported_quantity === row.fields.quantity) return 'unchanged';
  const changes = {
    ...changedFields(row.fields),
    ...copies,
    imported_quantity: row.fields.quantity,
    ...(edition ? editionCopy(edition) : {}),
  };
  await change(batch, known.id, changes);
  await batch.editions.leave(known, edition);
  return isSame(row, known, edition, copies) ? 'unchanged' : 'updated';
}

const isSame = (
  row: ReadRow,
  known: ListingsTable,
  edition: EditionRow | undefined,
  copies: Pick<ListingsTable, 'quantity' | 'state'>,
): boolean =>
  edition === undefined &&
  known.grade === row.fields.condition &&
  known.flags === JSON.stringify(row.fields.flags) &&
  known.notes === row.fields.notes &&
  known.price_minor === row.fields.priceMinor &&
  known.quantity === copies.quantity &&
  known.state === copies.state;

async function change(batch: Batch, id: string, set: Parameters<typeof changeListing>[2]): Promise<void> {
  await changeListing(batch.trx, id, set);
  batch.changed.push(id);
}

async function insertAll(trx: Trx, listings: readonly NewListing[]): Promise<void> {
  for (let at = 0; at < listings.length; at += rowsAStatement)
    await insertListings(trx, listings.slice(at, at + rowsAStatement));
}
