import type { Kysely } from 'kysely';
import { nowOf, upsert } from '../../platform/db/index.ts';
import type { AccountsTables, EmailChangesTable } from './tables.ts';
import { hashOfSecret } from './token.ts';

type Db = Kysely<AccountsTables>;

export const emailChangeMs = 48 * 3_600_000;

/** The latest wish counts: the link that was mailed for the one before is void. */
export async function saveEmailChange(db: Db, row: EmailChangesTable): Promise<void> {
  const { account_id: _, ...wish } = row;
  await upsert(db, 'email_changes', row, ['account_id'], wish);
}

const liveChanges = (db: Db) =>
  db
    .selectFrom('email_changes')
    .select(['account_id', 'session_id', 'email', 'expires_at'])
    .where('expires_at', '>', nowOf(db));

export const findEmailChangeOf = (db: Db, accountId: string) =>
  liveChanges(db).where('account_id', '=', accountId).executeTakeFirst();

export const findEmailChangeByToken = (db: Db, token: string) =>
  liveChanges(db).where('token_hash', '=', hashOfSecret(token)).executeTakeFirst();

/** Uses a change up; answers whether it was still there to be used. */
export async function takeEmailChange(db: Db, token: string): Promise<boolean> {
  const result = await db
    .deleteFrom('email_changes')
    .where('token_hash', '=', hashOfSecret(token))
    .where('expires_at', '>', nowOf(db))
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteEmailChange(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('email_changes').where('account_id', '=', accountId).execute();
}
