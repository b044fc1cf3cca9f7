import type { Context } from './context.ts';
import type { Catalogue, ImportOutcome } from './door.ts';
import { importBatch } from './import-batch.ts';
import { type ReadRow, RowReader } from './import-row.ts';
import { knowSeller } from './sellers.ts';

const batchSize = 500;

/**
 * Takes a seller's rows in, a batch in a transaction; the second import of a file changes nothing. Answers each row's
 * outcome in the order given. A search finds a few rows at once; many come into the index as any other process's changes.
 */
export async function importRows(
  context: Context,
  { sellerId, rows }: Parameters<Catalogue['importRows']>[0],
): Promise<ImportOutcome[]> {
  await knowSeller(context, sellerId);
  const reader = new RowReader();
  const read = rows.map((row) => reader.read(row));
  const good = read.filter((row): row is ReadRow => 'key' in row);
  const outcomes: ImportOutcome[] = [];
  for (let at = 0; at < good.length; at += batchSize) {
    const batch = await importBatch(context, sellerId, good.slice(at, at + batchSize));
    outcomes.push(...batch.outcomes);
    if (good.length <= batchSize) await context.index.touch(batch.touched);
  }
  const next = outcomes.values();
  return read.map((row) => ('key' in row ? (next.next().value ?? { line: row.line, outcome: 'unchanged' }) : row));
}
