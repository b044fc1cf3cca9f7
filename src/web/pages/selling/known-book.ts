import { isDomainError } from '../../../platform/errors.ts';
import type { PageRequest } from '../../route.ts';
import type { KnownBook } from './publish-page.ts';

/** What the shop, or the provider of book data, knows of an ISBN in any spelling; nothing is known of a book without one. Errors: `isbn.invalid` 422. */
export async function knownBook({ doors }: PageRequest, isbn: string): Promise<KnownBook> {
  if (isbn.trim() === '') return { from: 'nobody', facts: {} };
  const found = await doors.catalogue.lookUpIsbn({ isbn });
  // "No tiene" says that there is none.
  if (!found) return { from: 'nobody', facts: /\d/.test(isbn) ? { isbn: isbn.trim() } : {} };
  if (!found.known) return { from: 'outside', facts: { ...found.facts, isbn: found.isbn } };
  return { from: 'ours', facts: { ...found.facts, isbn: found.isbn }, workId: await workOf(doors, found.isbn) };
}

/** The drawn cover is the work's; without one the page only shows no picture. */
async function workOf(doors: PageRequest['doors'], isbn: string): Promise<string | undefined> {
  try {
    return (await doors.catalogue.getEdition({ isbnOrId: isbn })).edition.workId;
  } catch (error) {
    if (isDomainError(error)) return undefined;
    throw error;
  }
}
