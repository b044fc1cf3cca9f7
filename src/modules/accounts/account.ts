import type { Account, Profile, Role } from './door.ts';
import { fold } from './fold.ts';
import { localeOf } from './profile-rules.ts';
import type { AccountRow } from './store.ts';

const termsAtMost = 8;

export const roleOf = (text: string): Role => (text === 'administrator' ? 'administrator' : 'member');

export const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  email: row.email,
  emailConfirmed: row.email_confirmed === 1,
  role: roleOf(row.role),
  locale: localeOf(row.locale),
  city: row.city,
  suspended: row.suspended === 1,
  secondFactor: row.second_factor === 1,
  createdAt: row.created_at,
});

export const toProfile = (row: Pick<AccountRow, 'id' | 'name' | 'city' | 'created_at' | 'suspended'>): Profile => ({
  id: row.id,
  name: row.name,
  city: row.city,
  since: row.created_at,
  suspended: row.suspended === 1,
});

/** What others keep a copy of. */
export const profileChange = (account: Pick<Account, 'id' | 'name' | 'city' | 'suspended'>) => ({
  kind: 'account.profile_changed' as const,
  payload: { accountId: account.id, name: account.name, city: account.city, suspended: account.suspended },
});

/** What an account is found by: its address, and its name from each word on. */
export function searchTermsOf(account: { name: string; email: string }): string[] {
  const words = fold(account.name).split(' ');
  const names = words.slice(0, termsAtMost).map((_, index) => words.slice(index).join(' ').slice(0, 200));
  return [...new Set([fold(account.email).slice(0, 254), ...names])].filter((term) => term !== '');
}
