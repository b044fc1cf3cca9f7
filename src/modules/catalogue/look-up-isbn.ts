import type { Context } from './context.ts';
import type { Catalogue, EditionFacts } from './door.ts';
import { readIsbn } from './isbn.ts';
import { type GivenFacts, readFacts } from './listing-input.ts';
import { editionOf } from './row.ts';
import { findEditionByIsbn } from './store-editions.ts';

/** What is known of an ISBN: by the shop, else by the outside provider where one is set. Errors: `isbn.invalid` 422. */
export async function lookUpIsbn(context: Context, input: { isbn: string }): ReturnType<Catalogue['lookUpIsbn']> {
  const isbn = readIsbn(input.isbn);
  if (isbn === null) return undefined;
  const known = await findEditionByIsbn(context.db.query, isbn);
  if (known) return { isbn, known: true, facts: factsOf(editionOf(known)) };
  const outside = await lookUpFacts(context, isbn);
  return outside === undefined ? undefined : { isbn, known: false, facts: { ...withoutNulls(outside), isbn } };
}

/** The outside provider's facts, within our limits; undefined where there is none, it knows nothing, or it fails. */
export async function lookUpFacts(context: Context, isbn: string): Promise<GivenFacts | undefined> {
  if (!context.outsideBooks) return undefined;
  try {
    const facts = await context.outsideBooks.find(isbn);
    return facts && readFacts({ ...facts, isbn });
  } catch (error) {
    context.log.warn({ error, isbn }, 'the outside provider of book data gave nothing usable');
    return undefined;
  }
}

const factsOf = ({ id: _, workId: __, ...facts }: ReturnType<typeof editionOf>): EditionFacts => withoutNulls(facts);

const withoutNulls = (facts: object): EditionFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
