import type { Transaction } from 'kysely';
import { invalidToken } from './confirm-email.ts';
import { checkPassword } from './password-rules.ts';
import { localeOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { type AccountRow, findAccountById, setAccount } from './store.ts';
import { deleteEmailChange } from './store-email-changes.ts';
import { deleteMailTokens, findMailToken, takeMailToken } from './store-mail-tokens.ts';
import { deleteSessions } from './store-sessions.ts';
import type { AccountsTables } from './tables.ts';

/**
 * Sets a new password by a mailed token, which counts once, for an hour; ends all sessions, and a change of address that waits.
 * Whoever reads the address's mail owns it, so it counts as confirmed.
 * Errors: `token.invalid` 422, `password.weak` 422 (the token stays good).
 */
export async function resetPassword(
  room: Room,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const accountId = await findMailToken(room.db.query, token, 'reset');
  const account = accountId ? await findAccountById(room.db.query, accountId) : undefined;
  if (!account) throw invalidToken();
  await checkPassword(password, account);
  const hash = await room.passwords.hash(password);
  await room.db.transaction(async (trx) => {
    if (!(await takeMailToken(trx, token, 'reset'))) throw invalidToken();
    await setAccount(trx, account.id, { password_hash: hash, email_confirmed: 1 });
    await deleteMailTokens(trx, account.id, 'reset');
    await deleteEmailChange(trx, account.id);
    await deleteSessions(trx, account.id);
    await announcePassword(room, trx, account);
    if (!account.email_confirmed) await announceConfirmed(room, trx, account);
  });
  room.outbox.wake();
}

export async function announcePassword(
  room: Room,
  trx: Transaction<AccountsTables>,
  account: AccountRow,
): Promise<void> {
  const { id: accountId, email, name } = account;
  await room.outbox.add(trx, [
    { kind: 'account.password_changed', payload: { accountId, email, name, locale: localeOf(account.locale) } },
  ]);
}

async function announceConfirmed(
  room: Room,
  trx: Transaction<AccountsTables>,
  { id, email }: AccountRow,
): Promise<void> {
  await deleteMailTokens(trx, id, 'confirm');
  await room.outbox.add(trx, [{ kind: 'account.email_confirmed', payload: { accountId: id, email } }]);
}
