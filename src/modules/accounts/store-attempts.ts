import { type Kysely, sql } from 'kysely';
import { nowOf, upsert } from '../../platform/db/index.ts';
import type { AccountsTables } from './tables.ts';

type Db = Kysely<AccountsTables>;

/** Counts one more, in a window that starts with the first one after the last window's end; answers the count and how long it lasts. */
export async function addAttempt(
  db: Db,
  keyHash: string,
  windowMs: number,
): Promise<{ used: number; endsInMs: number }> {
  const now = nowOf(db);
  const nextEnd = sql<number>`${now} + ${sql.lit(windowMs)}`;
  await upsert(db, 'attempts', { key_hash: keyHash, used: 1, ends_at: nextEnd }, ['key_hash'], {
    // MySQL assigns from left to right, so the count must come while `ends_at` is still the old one.
    used: sql<number>`case when attempts.ends_at <= ${now} then 1 else attempts.used + 1 end`,
    ends_at: sql<number>`case when attempts.ends_at <= ${now} then ${nextEnd} else attempts.ends_at end`,
  });
  const row = await db
    .selectFrom('attempts')
    .select(['used', sql<number>`ends_at - ${now}`.as('ends_in')])
    .where('key_hash', '=', keyHash)
    .executeTakeFirstOrThrow();
  return { used: row.used, endsInMs: row.ends_in };
}

export async function subtractAttempts(db: Db, keyHashes: readonly string[]): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ used: sql<number>`used - 1` })
    .where('key_hash', 'in', keyHashes)
    .where('used', '>', 0)
    .execute();
}
