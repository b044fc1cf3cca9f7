import type { Transaction } from 'kysely';
import { isDuplicate } from '../../platform/db/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { searchTermsOf } from './account.ts';
import { invalidToken } from './confirm-email.ts';
import type { Accounts } from './door.ts';
import { localeOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { type AccountRow, findAccountById, lockAccount, replaceSearchTerms, setAccount } from './store.ts';
import { findEmailChangeByToken, takeEmailChange } from './store-email-changes.ts';
import { deleteAllMailTokens } from './store-mail-tokens.ts';
import { deleteSessions, hasSession } from './store-sessions.ts';
import type { AccountsTables } from './tables.ts';

type Trx = Transaction<AccountsTables>;

/**
 * Gives the account the address whose mailbox the token was sent to; counts once, for 48 hours. Mailed tokens of the old address are void, and sessions end
 * but one: `sessionId` where it is the account's, else the one in which the change was asked for.
 * Errors: `token.invalid` 422, `email.taken` 409 (the change stays as it was).
 */
export async function confirmEmailChange(
  room: Room,
  { token, sessionId }: Parameters<Accounts['confirmEmailChange']>[0],
): Promise<{ accountId: string; email: string }> {
  const confirmed = await room.db.transaction(async (trx) => {
    const change = await findEmailChangeByToken(trx, token);
    if (!change) throw invalidToken();
    await lockAccount(trx, change.account_id);
    const account = await findAccountById(trx, change.account_id);
    if (!account || !(await takeEmailChange(trx, token))) throw invalidToken();
    await setAddress(trx, account, change.email);
    const here = sessionId !== undefined && (await hasSession(trx, account.id, sessionId));
    await deleteSessions(trx, account.id, here ? sessionId : change.session_id);
    await deleteAllMailTokens(trx, account.id);
    await announce(room, trx, account, change.email);
    return { accountId: account.id, email: change.email };
  });
  room.outbox.wake();
  return confirmed;
}

/** Whoever else took the address since it was asked for keeps it: the unique key decides. */
async function setAddress(trx: Trx, account: AccountRow, email: string): Promise<void> {
  await setAccount(trx, account.id, { email, email_confirmed: 1 }).catch((error: unknown) => {
    if (!isDuplicate(error, 'accounts_email')) throw error;
    throw new DomainError('email.taken', 409, 'Another account has this e-mail address by now.');
  });
  await replaceSearchTerms(trx, account.id, searchTermsOf({ name: account.name, email }));
}

async function announce(room: Room, trx: Trx, account: AccountRow, email: string): Promise<void> {
  const { id: accountId, email: before, name, locale } = account;
  await room.outbox.add(trx, [
    { kind: 'account.email_confirmed', payload: { accountId, email } },
    { kind: 'account.email_changed', payload: { accountId, email: before, name, locale: localeOf(locale) } },
  ]);
}
