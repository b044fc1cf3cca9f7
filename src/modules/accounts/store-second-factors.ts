import type { Kysely } from 'kysely';
import { upsert } from '../../platform/db/index.ts';
import type { AccountsTables, SecondFactorsTable } from './tables.ts';

type Db = Kysely<AccountsTables>;

export const findSecondFactor = (db: Db, accountId: string): Promise<SecondFactorsTable | undefined> =>
  db.selectFrom('second_factors').selectAll().where('account_id', '=', accountId).executeTakeFirst();

/** A new secret, not in force before a code of it was shown. */
export async function saveUnconfirmedFactor(db: Db, accountId: string, secret: string): Promise<void> {
  const row = { account_id: accountId, secret, confirmed: 0, last_step: 0 };
  await upsert(db, 'second_factors', row, ['account_id'], { secret, confirmed: 0, last_step: 0 });
}

/** Uses up a time step; answers false when it, or a later one, was used before. */
export async function takeTimeStep(db: Db, accountId: string, step: number): Promise<boolean> {
  const result = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Answers false when it was in force already. */
export async function confirmFactor(db: Db, accountId: string): Promise<boolean> {
  const result = await db
    .updateTable('second_factors')
    .set({ confirmed: 1 })
    .where('account_id', '=', accountId)
    .where('confirmed', '=', 0)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function replaceRecoveryCodes(db: Db, accountId: string, codeHashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  await db
    .insertInto('recovery_codes')
    .values(codeHashes.map((code_hash) => ({ account_id: accountId, code_hash })))
    .execute();
}

/** Uses a recovery code up; answers whether it was one. */
export async function takeRecoveryCode(db: Db, accountId: string, codeHash: string): Promise<boolean> {
  const result = await db
    .deleteFrom('recovery_codes')
    .where('account_id', '=', accountId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function countRecoveryCodes(db: Db, accountId: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.count ?? 0;
}

export async function deleteSecondFactor(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  await db.deleteFrom('second_factors').where('account_id', '=', accountId).execute();
}
