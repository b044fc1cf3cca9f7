import { CompiledQuery, type Kysely, sql } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import { isId } from '../../platform/ids.ts';
import type { AccountsTables, SessionsTable } from './tables.ts';

type Db = Kysely<AccountsTables>;

export const sessionMs = 30 * 24 * 3_600_000;
const seenEveryMs = 5 * 60_000;
const listedAtMost = 100;

export interface ActorRow {
  session_id: string;
  account_id: string;
  second_factor_passed: number;
  name: string;
  email: string;
  role: string;
  locale: string;
  email_confirmed: number;
  stale: number;
}

/** The look-up of each request: one indexed read, whose SQL is written once. */
export function sessionLookUp(db: Db): (tokenHash: string) => Promise<ActorRow | undefined> {
  const { sql: text } = actorByHash(db, '').compile();
  return async (tokenHash) => {
    const { rows } = await db.executeQuery<ActorRow>(CompiledQuery.raw(text, [tokenHash]));
    return rows[0];
  };
}

/** For `sessionLookUp`, whose only parameter must be the hash. */
const actorByHash = (db: Db, tokenHash: string) =>
  db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .select([
      'sessions.id as session_id',
      'account_id',
      'second_factor_passed',
      'name',
      'email',
      'role',
      'locale',
      'email_confirmed',
    ])
    .select(sql<number>`case when last_seen_at < ${nowOf(db)} - ${sql.lit(seenEveryMs)} then 1 else 0 end`.as('stale'))
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', nowOf(db))
    .where('suspended', '=', sql.lit(0));

/** Notes that a session is in use, which moves its end. */
export async function touchSession(db: Db, tokenHash: string): Promise<void> {
  const now = nowOf(db);
  await db
    .updateTable('sessions')
    .set({ last_seen_at: now, expires_at: sql<number>`${now} + ${sql.lit(sessionMs)}` })
    .where('token_hash', '=', tokenHash)
    .where('last_seen_at', '<', sql<number>`${now} - ${sql.lit(seenEveryMs)}`)
    .execute();
}

export async function insertSession(db: Db, row: SessionsTable): Promise<void> {
  await db.insertInto('sessions').values(row).execute();
}

export const findSessions = (db: Db, accountId: string) =>
  db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'last_seen_at', 'expires_at', 'user_agent'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', nowOf(db))
    .orderBy('last_seen_at', 'desc')
    .limit(listedAtMost)
    .execute();

export async function deleteSessionByToken(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

/** Answers whether there was one. */
export async function deleteSession(db: Db, accountId: string, sessionId: string): Promise<boolean> {
  if (!isId(sessionId)) return false;
  const result = await db
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteSessions(db: Db, accountId: string, but?: string): Promise<void> {
  let query = db.deleteFrom('sessions').where('account_id', '=', accountId);
  if (but !== undefined) query = query.where('id', '!=', but);
  await query.execute();
}

export async function hasSession(db: Db, accountId: string, sessionId: string): Promise<boolean> {
  if (!isId(sessionId)) return false;
  const row = await db
    .selectFrom('sessions')
    .select('id')
    .where('account_id', '=', accountId)
    .where('id', '=', sessionId)
    .where('expires_at', '>', nowOf(db))
    .executeTakeFirst();
  return row !== undefined;
}

/** Changes one session; answers whether it is there. */
export async function setSession(
  db: Db,
  accountId: string,
  sessionId: string,
  set: Partial<SessionsTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('sessions')
    .set(set)
    .where('account_id', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function forgetSecondFactorOfSessions(db: Db, accountId: string): Promise<void> {
  await db.updateTable('sessions').set({ second_factor_passed: 0 }).where('account_id', '=', accountId).execute();
}

/** Sessions that outlived their account's suspension: there are none, says `audit`. */
export const findSessionsOfSuspended = (db: Db) =>
  db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .select(['sessions.id', 'account_id'])
    .where('suspended', '=', 1)
    .limit(listedAtMost)
    .execute();
