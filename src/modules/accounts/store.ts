import type { Kysely } from 'kysely';
import { forUpdate, insertIgnore } from '../../platform/db/index.ts';
import { isId } from '../../platform/ids.ts';
import type { AccountsTable, AccountsTables } from './tables.ts';

type Db = Kysely<AccountsTables>;

/** An account's row, and whether a second factor is switched on. */
export type AccountRow = Omit<AccountsTable, 'password_hash'> & { second_factor: number | null };

const columns = [
  'accounts.id',
  'email',
  'name',
  'role',
  'locale',
  'city',
  'email_confirmed',
  'suspended',
  'created_at',
] as const;

/** Its second factor is asked for one by one: few accounts have any, so MySQL would rather join all there are and sort every account. */
const selectAccounts = (db: Db) =>
  db
    .selectFrom('accounts')
    .select(columns)
    .select((of) =>
      of
        .selectFrom('second_factors')
        .select('confirmed')
        .whereRef('account_id', '=', 'accounts.id')
        .where('confirmed', '=', 1)
        .as('second_factor'),
    );

/** What is no id is nobody's: MySQL answers other characters with an error, not with nothing. */
export async function findAccountById(db: Db, id: string): Promise<AccountRow | undefined> {
  return isId(id) ? selectAccounts(db).where('accounts.id', '=', id).executeTakeFirst() : undefined;
}

export const findAccountRowByEmail = (db: Db, email: string): Promise<AccountRow | undefined> =>
  selectAccounts(db).where('email', '=', email).executeTakeFirst();

/** An account's row with what its password is checked against. */
export const findCredentials = (
  db: Db,
  by: { email: string } | { id: string },
): Promise<(AccountRow & { password_hash: string }) | undefined> =>
  selectAccounts(db)
    .select('password_hash')
    .where((where) => ('email' in by ? where('email', '=', by.email) : where('accounts.id', '=', by.id)))
    .executeTakeFirst();

/** Locks an account while its sessions, its password or its address change. */
export async function lockAccount(
  db: Db,
  id: string,
): Promise<{ email: string; password_hash: string; suspended: number } | undefined> {
  if (!isId(id)) return undefined;
  const row = db.selectFrom('accounts').select(['email', 'password_hash', 'suspended']).where('id', '=', id);
  return forUpdate(db, row).executeTakeFirst();
}

/** Locks the administrators who may act, so that the last one cannot be taken away twice at once. */
export async function lockAdministrators(db: Db): Promise<string[]> {
  const admins = db
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'administrator')
    .where('suspended', '=', 0)
    .orderBy('id')
    .limit(1000);
  return (await forUpdate(db, admins).execute()).map((row) => row.id);
}

/** Answers whether the address was free. */
export async function insertAccount(db: Db, row: AccountsTable): Promise<boolean> {
  return (await insertIgnore(db, 'accounts', [row])) === 1;
}

export async function setAccount(db: Db, id: string, set: Partial<Omit<AccountsTable, 'id'>>): Promise<void> {
  await db.updateTable('accounts').set(set).where('id', '=', id).execute();
}

export async function replaceSearchTerms(db: Db, accountId: string, terms: readonly string[]): Promise<void> {
  await db.deleteFrom('account_search_terms').where('account_id', '=', accountId).execute();
  await insertSearchTerms(db, accountId, terms);
}

export async function insertSearchTerms(db: Db, accountId: string, terms: readonly string[]): Promise<void> {
  if (terms.length === 0) return;
  await db
    .insertInto('account_search_terms')
    .values(terms.map((term) => ({ term, account_id: accountId })))
    .execute();
}

export const findProfiles = (db: Db, ids: readonly string[]) =>
  db.selectFrom('accounts').select(['id', 'name', 'city', 'created_at', 'suspended']).where('id', 'in', ids).execute();

/** The newest accounts, or those that are found by what starts with `prefix`. */
export function searchRows(
  db: Db,
  input: { prefix: string; before: string | undefined; rows: number },
): Promise<AccountRow[]> {
  const { prefix, before, rows } = input;
  let query = selectAccounts(db).orderBy('accounts.id', 'desc').limit(rows);
  if (before !== undefined) query = query.where('accounts.id', '<', before);
  if (prefix === '') return query.execute();
  return query.where('accounts.id', 'in', idsByPrefix(db, prefix)).execute();
}

/** A range, since LIKE finds no index on SQLite; U+10FFFF sorts after every character on both databases. */
const idsByPrefix = (db: Db, prefix: string) =>
  db
    .selectFrom('account_search_terms')
    .select('account_id')
    .where('term', '>=', prefix)
    .where('term', '<', `${prefix}\u{10ffff}`);

export async function countRows(db: Db): Promise<{ accounts: number; suspended: number }> {
  const row = await db
    .selectFrom('accounts')
    .select(({ fn }) => [fn.countAll<number>().as('accounts'), fn.sum<number | null>('suspended').as('suspended')])
    .executeTakeFirst();
  return { accounts: row?.accounts ?? 0, suspended: row?.suspended ?? 0 };
}
