import type { Transaction } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { profileChange, searchTermsOf, toAccount } from './account.ts';
import type { Account, Locale, Role } from './door.ts';
import type { Room } from './room.ts';
import { insertAccount, insertSearchTerms } from './store.ts';
import { insertMailToken, mailTokenMs } from './store-mail-tokens.ts';
import type { AccountsTables } from './tables.ts';
import { newToken } from './token.ts';

export interface NewAccount {
  name: string;
  email: string;
  city: string | null;
  locale: Locale;
  role: Role;
  confirmed: boolean;
  passwordHash: string;
  createdAt: number;
}

/** Adds an account, or answers undefined where the address is taken. */
export async function addAccount(
  room: Room,
  trx: Transaction<AccountsTables>,
  input: NewAccount,
): Promise<Account | undefined> {
  const row = rowOf(input);
  if (!(await insertAccount(trx, row))) return undefined;
  const account = toAccount({ ...row, second_factor: null });
  await insertSearchTerms(trx, account.id, searchTermsOf(account));
  return account;
}

/** Asks a new account's owner to confirm the address, and tells the others who sells here. */
export async function welcome(
  room: Room,
  trx: Transaction<AccountsTables>,
  account: Account,
  now: number,
): Promise<void> {
  const token = newToken();
  await insertMailToken(trx, {
    token,
    accountId: account.id,
    purpose: 'confirm',
    expiresAt: now + mailTokenMs.confirm,
  });
  const { id: accountId, email, name, locale } = account;
  await room.outbox.add(trx, [
    { kind: 'account.registered', payload: { accountId, email, name, locale, confirmToken: token } },
    profileChange(account),
  ]);
}

const rowOf = (input: NewAccount) => ({
  id: newId(),
  email: input.email,
  name: input.name,
  password_hash: input.passwordHash,
  role: input.role,
  locale: input.locale,
  city: input.city,
  email_confirmed: input.confirmed ? 1 : 0,
  suspended: 0,
  created_at: input.createdAt,
});
