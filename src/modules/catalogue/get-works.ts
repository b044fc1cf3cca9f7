import type { Context } from './context.ts';
import type { Catalogue } from './door.ts';
import { findFirstEditions } from './store-editions.ts';

/** Works by id, each with title and authors of its first edition; unknown ones are left out. */
export async function getWorks(
  context: Context,
  { workIds }: Parameters<Catalogue['getWorks']>[0],
): ReturnType<Catalogue['getWorks']> {
  const rows = await findFirstEditions(context.db.query, workIds);
  return rows.map((row) => ({ id: row.work_id, title: row.title, authors: JSON.parse(row.authors) as string[] }));
}
