import { type Database, readNow } from '../../../platform/db/index.ts';
import type { OutsideBooks } from '../context.ts';
import type { EditionFacts } from '../door.ts';
import { findOutsideBook, saveOutsideBook } from '../store-outside-books.ts';
import type { CatalogueTables } from '../tables.ts';

const hourMs = 3_600_000;
const keptMs = 30 * 24 * hourMs;
const nothingKeptMs = 24 * hourMs;

/** Asks a provider once for a book in a month, and once a day for one that it doesn't know; a failure is not kept. */
export function cachedBooks(db: Database<CatalogueTables>, provider: OutsideBooks): OutsideBooks {
  return {
    find: async (isbn) => {
      const now = await readNow(db.query);
      const known = await findOutsideBook(db.query, isbn);
      if (known && now - known.fetched_at < (known.facts === null ? nothingKeptMs : keptMs))
        return known.facts === null ? undefined : (JSON.parse(known.facts) as EditionFacts);
      const facts = await provider.find(isbn);
      await saveOutsideBook(db.query, isbn, facts === undefined ? null : JSON.stringify(facts));
      return facts;
    },
  };
}
