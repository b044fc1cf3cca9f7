import { sql } from 'kysely';
import type { AnyDatabase } from './index.ts';

/** Whether the database fails to answer the smallest question within `withinMs`. */
export async function isUnreachableNow(db: AnyDatabase, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, withinMs, true);
  });
  const asked = sql`select 1`.execute(db.query).then(
    () => false,
    () => true,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
