import type { Kysely } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import type { AccountsTables } from './tables.ts';

type Db = Kysely<AccountsTables>;

const atOnce = 500;

export async function deleteExpiredSessions(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('sessions')
    .select('token_hash as key')
    .where('expires_at', '<=', nowOf(db))
    .limit(atOnce)
    .execute();
  if (rows.length > 0)
    await db
      .deleteFrom('sessions')
      .where('token_hash', 'in', keysOf(rows))
      .where('expires_at', '<=', nowOf(db))
      .execute();
  return rows.length;
}

export async function deleteExpiredMailTokens(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('account_mail_tokens')
    .select('token_hash as key')
    .where('expires_at', '<=', nowOf(db))
    .limit(atOnce)
    .execute();
  if (rows.length > 0) await db.deleteFrom('account_mail_tokens').where('token_hash', 'in', keysOf(rows)).execute();
  return rows.length;
}

export async function deleteExpiredEmailChanges(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('email_changes')
    .select('account_id as key')
    .where('expires_at', '<=', nowOf(db))
    .limit(atOnce)
    .execute();
  if (rows.length > 0)
    await db
      .deleteFrom('email_changes')
      .where('account_id', 'in', keysOf(rows))
      .where('expires_at', '<=', nowOf(db))
      .execute();
  return rows.length;
}

export async function deletePastAttempts(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('attempts')
    .select('key_hash as key')
    .where('ends_at', '<=', nowOf(db))
    .limit(atOnce)
    .execute();
  if (rows.length > 0)
    await db.deleteFrom('attempts').where('key_hash', 'in', keysOf(rows)).where('ends_at', '<=', nowOf(db)).execute();
  return rows.length;
}

const keysOf = (rows: readonly { key: string }[]): string[] => rows.map((row) => row.key);
