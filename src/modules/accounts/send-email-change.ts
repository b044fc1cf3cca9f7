import { notFound } from '../../platform/errors.ts';
import { askNewAddress } from './ask-new-address.ts';
import { countAttempts } from './count-attempt.ts';
import { emailChangeLimits } from './limits.ts';
import type { Room } from './room.ts';
import { findAccountById, lockAccount } from './store.ts';
import { findEmailChangeOf } from './store-email-changes.ts';

/** Mails another link to the wanted address; the one before is void. Errors: `email_change.not_found` 404, `attempts.too_many` 429. */
export async function sendEmailChange(room: Room, { accountId }: { accountId: string }): Promise<void> {
  if (!(await findEmailChangeOf(room.db.query, accountId))) throw notFound('email_change');
  await countAttempts(room, emailChangeLimits(accountId));
  await room.db.transaction(async (trx) => {
    await lockAccount(trx, accountId);
    const account = await findAccountById(trx, accountId);
    const change = await findEmailChangeOf(trx, accountId);
    if (!account || !change) throw notFound('email_change');
    await askNewAddress(room, trx, { account, sessionId: change.session_id, email: change.email });
  });
  room.outbox.wake();
}
