import { readNow } from '../../platform/db/index.ts';
import { localeOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { findAccountRowByEmail, lockAccount } from './store.ts';
import { insertMailToken, mailTokenMs } from './store-mail-tokens.ts';
import { newToken } from './token.ts';

/** Makes the reset link that someone asked for, where the address has an account, and still has it when the link is made; once per job. */
export async function prepareReset(room: Room, jobId: string, { email }: { email: string }): Promise<void> {
  const account = await findAccountRowByEmail(room.db.query, email);
  if (!account) return;
  const resetToken = newToken();
  const { id: accountId, name } = account;
  const payload = { accountId, email, name, locale: localeOf(account.locale), resetToken };
  await room.db.transaction(async (trx) => {
    if ((await lockAccount(trx, accountId))?.email !== email) return;
    const expiresAt = (await readNow(trx)) + mailTokenMs.reset;
    await insertMailToken(trx, { token: resetToken, accountId, purpose: 'reset', expiresAt });
    await room.outbox.add(trx, [{ kind: 'account.reset_requested', payload, key: `reset:${jobId}` }]);
  });
  room.outbox.wake();
}
