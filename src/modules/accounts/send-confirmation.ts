import { readNow } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { toAccount } from './account.ts';
import { countAttempts } from './count-attempt.ts';
import { confirmationLimits } from './limits.ts';
import type { Room } from './room.ts';
import { findAccountById, lockAccount } from './store.ts';
import { insertMailToken, mailTokenMs } from './store-mail-tokens.ts';
import { newToken } from './token.ts';

/** Mails a new confirmation link, where the address is not confirmed yet. Errors: `attempts.too_many` 429. */
export async function sendConfirmation(room: Room, { accountId }: { accountId: string }): Promise<void> {
  const row = await findAccountById(room.db.query, accountId);
  if (!row) throw notFound('account');
  const { email, name, locale, emailConfirmed } = toAccount(row);
  if (emailConfirmed) return;
  await countAttempts(room, confirmationLimits(accountId));
  const confirmToken = newToken();
  await room.db.transaction(async (trx) => {
    // An address that changed meanwhile is confirmed, and the one before gets no link any more.
    if ((await lockAccount(trx, accountId))?.email !== email) return;
    const expiresAt = (await readNow(trx)) + mailTokenMs.confirm;
    await insertMailToken(trx, { token: confirmToken, accountId, purpose: 'confirm', expiresAt });
    await room.outbox.add(trx, [
      { kind: 'account.confirmation_requested', payload: { accountId, email, name, locale, confirmToken } },
    ]);
  });
  room.outbox.wake();
}
