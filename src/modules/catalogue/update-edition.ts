import { DomainError, notFound } from '../../platform/errors.ts';
import type { Context } from './context.ts';
import type { Catalogue, Edition } from './door.ts';
import { readFacts } from './listing-input.ts';
import { editionOf } from './row.ts';
import { changeEdition, findEdition, findEditionByIsbn } from './store-editions.ts';
import { copyEditionToListings } from './store-listings.ts';

/** Corrects an edition's facts, and those of its listings. Errors: `edition.not_found`, `edition.isbn_taken` 409, `listing.invalid` 422. */
export async function updateEdition(
  context: Context,
  { editionId, facts }: Parameters<Catalogue['updateEdition']>[0],
): Promise<Edition> {
  const given = readFacts(facts);
  const { edition, ids } = await context.db.transaction(async (trx) => {
    const before = await findEdition(trx, editionId);
    if (!before) throw notFound('edition');
    const holder = given.isbn === undefined ? undefined : await findEditionByIsbn(trx, given.isbn);
    if (holder && holder.id !== editionId)
      throw new DomainError('edition.isbn_taken', 409, 'Another edition has this ISBN.', { editionId: holder.id });
    const changed = await changeEdition(trx, before, given);
    return { edition: changed, ids: await copyEditionToListings(trx, changed) };
  });
  await context.index.touch(ids);
  return editionOf(edition);
}
