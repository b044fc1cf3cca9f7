import type { Kysely } from 'kysely';
import { nowOf, upsert } from '../../platform/db/index.ts';
import type { CatalogueTables } from './tables.ts';

type Db = Kysely<CatalogueTables>;

export const findOutsideBook = (db: Db, isbn: string) =>
  db.selectFrom('outside_books').select(['facts', 'fetched_at']).where('isbn', '=', isbn).executeTakeFirst();

export async function saveOutsideBook(db: Db, isbn: string, facts: string | null): Promise<void> {
  const fetched_at = nowOf(db);
  await upsert(db, 'outside_books', { isbn, facts, fetched_at }, ['isbn'], { facts, fetched_at });
}
