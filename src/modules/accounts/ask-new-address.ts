import type { Transaction } from 'kysely';
import { readNow } from '../../platform/db/index.ts';
import { localeOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { type AccountRow, findAccountRowByEmail } from './store.ts';
import { emailChangeMs, saveEmailChange } from './store-email-changes.ts';
import type { AccountsTables } from './tables.ts';
import { hashOfSecret, newToken } from './token.ts';
import { warnOwner } from './warn-owner.ts';

/** Keeps the wanted address and mails it a link; a taken one gets no link, but as many rows are written, so that no clock tells the two apart. */
export async function askNewAddress(
  room: Room,
  trx: Transaction<AccountsTables>,
  input: { account: AccountRow; sessionId: string; email: string },
): Promise<void> {
  const { account, sessionId, email } = input;
  const now = await readNow(trx);
  const changeToken = newToken();
  await saveEmailChange(trx, {
    account_id: account.id,
    session_id: sessionId,
    email,
    token_hash: hashOfSecret(changeToken),
    expires_at: now + emailChangeMs,
  });
  const owner = await findAccountRowByEmail(trx, email);
  if (owner) return warnOwner(room, trx, owner, now);
  const payload = { accountId: account.id, email, name: account.name, locale: localeOf(account.locale), changeToken };
  await room.outbox.add(trx, [{ kind: 'account.email_change_requested', payload }]);
}
