import type { Kysely } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import type { AccountsTables } from './tables.ts';
import { hashOfSecret } from './token.ts';

type Db = Kysely<AccountsTables>;
export type MailTokenPurpose = 'confirm' | 'reset';

const hour = 3_600_000;
export const mailTokenMs: Readonly<Record<MailTokenPurpose, number>> = { confirm: 48 * hour, reset: hour };

export async function insertMailToken(
  db: Db,
  input: { token: string; accountId: string; purpose: MailTokenPurpose; expiresAt: number },
): Promise<void> {
  const { token, accountId, purpose, expiresAt } = input;
  await db
    .insertInto('account_mail_tokens')
    .values({ token_hash: hashOfSecret(token), account_id: accountId, purpose, expires_at: expiresAt })
    .execute();
}

/** Whose live token this is. */
export async function findMailToken(db: Db, token: string, purpose: MailTokenPurpose): Promise<string | undefined> {
  const row = await db
    .selectFrom('account_mail_tokens')
    .select('account_id')
    .where('token_hash', '=', hashOfSecret(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', nowOf(db))
    .executeTakeFirst();
  return row?.account_id;
}

/** Uses a token up; answers whether it was still there to be used. */
export async function takeMailToken(db: Db, token: string, purpose: MailTokenPurpose): Promise<boolean> {
  const result = await db
    .deleteFrom('account_mail_tokens')
    .where('token_hash', '=', hashOfSecret(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', nowOf(db))
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteAllMailTokens(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('account_mail_tokens').where('account_id', '=', accountId).execute();
}

export async function deleteMailTokens(db: Db, accountId: string, purpose: MailTokenPurpose): Promise<void> {
  await db
    .deleteFrom('account_mail_tokens')
    .where('account_id', '=', accountId)
    .where('purpose', '=', purpose)
    .execute();
}
