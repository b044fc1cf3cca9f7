import { notFound } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import type { Context } from './context.ts';
import type { Catalogue } from './door.ts';
import { findIsbn } from './isbn.ts';
import { type EditionRow, editionOf } from './row.ts';
import { countCopies, findEdition, findEditionByIsbn, findEditionsOfWork } from './store-editions.ts';

/** An edition by id or by ISBN in any spelling, with the other editions of its work that have an ISBN or copies. Errors: `edition.not_found`. */
export async function getEdition(
  context: Context,
  { isbnOrId }: { isbnOrId: string },
): ReturnType<Catalogue['getEdition']> {
  const edition = await find(context, isbnOrId);
  if (!edition) throw notFound('edition');
  const others = (await findEditionsOfWork(context.db.query, edition.work_id)).filter(({ id }) => id !== edition.id);
  const counted = await countCopies(
    context.db.query,
    others.map(({ id }) => id),
  );
  const copies = new Map(counted.map((row) => [row.edition_id, row]));
  const otherEditions = others.map((row) => ({
    ...editionOf(row),
    copies: copies.get(row.id)?.copies ?? 0,
    fromPriceMinor: copies.get(row.id)?.from_price ?? null,
  }));
  return {
    edition: editionOf(edition),
    otherEditions: otherEditions.filter((other) => other.isbn !== null || other.copies > 0),
  };
}

async function find(context: Context, isbnOrId: string): Promise<EditionRow | undefined> {
  if (isId(isbnOrId)) return findEdition(context.db.query, isbnOrId);
  const isbn = findIsbn(isbnOrId);
  return isbn === undefined ? undefined : findEditionByIsbn(context.db.query, isbn);
}
