import { DomainError } from '../../platform/errors.ts';
import { askNewAddress } from './ask-new-address.ts';
import { countAttempts } from './count-attempt.ts';
import type { Accounts } from './door.ts';
import { emailChangeLimits } from './limits.ts';
import { emailOf } from './profile-rules.ts';
import { provePassword, wrongPassword } from './prove-password.ts';
import type { Room } from './room.ts';
import { lockAccount } from './store.ts';

/**
 * Asks for another address: a link is mailed there, and nothing changes before it is confirmed. A taken address is answered the same, in the same time,
 * and its owner gets a mail (one an hour). The latest wish counts.
 * Errors: `email.invalid` 422, `email.unchanged` 422, `password.wrong` 422, `attempts.too_many` 429.
 */
export async function changeEmail(room: Room, input: Parameters<Accounts['changeEmail']>[0]): Promise<void> {
  const { accountId, sessionId } = input;
  const email = emailOf(input.email);
  const account = await provePassword(room, accountId, input.password);
  if (email === account.email)
    throw new DomainError('email.unchanged', 422, 'This is the e-mail address that the account has already.');
  await countAttempts(room, emailChangeLimits(accountId));
  await room.db.transaction(async (trx) => {
    const now = await lockAccount(trx, accountId);
    if (now?.password_hash !== account.password_hash || now.suspended) throw wrongPassword();
    await askNewAddress(room, trx, { account, sessionId, email });
  });
  room.outbox.wake();
}
