import { readNow } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Accounts } from './door.ts';
import { checkPassword } from './password-rules.ts';
import { provePassword } from './prove-password.ts';
import { announcePassword } from './reset-password.ts';
import type { Room } from './room.ts';
import { lockAccount, setAccount } from './store.ts';
import { deleteEmailChange } from './store-email-changes.ts';
import { deleteMailTokens } from './store-mail-tokens.ts';
import { deleteSessions, sessionMs, setSession } from './store-sessions.ts';
import { hashOfSecret, newToken } from './token.ts';

/**
 * Changes the password, ends all other sessions and gives this one a new token: the old one is void. A change of address that waits is void, too:
 * it may be of somebody who knew the old password.
 * Errors: `password.wrong` 422, `password.weak` 422, `session.not_found` 404, `attempts.too_many` 429.
 */
export async function changePassword(
  room: Room,
  input: Parameters<Accounts['changePassword']>[0],
): Promise<{ token: string; expiresAt: number }> {
  const { accountId, sessionId } = input;
  const account = await provePassword(room, accountId, input.current);
  await checkPassword(input.next, account);
  const hash = await room.passwords.hash(input.next);
  const token = newToken();
  const expiresAt = await room.db.transaction(async (trx) => {
    await lockAccount(trx, accountId);
    const end = (await readNow(trx)) + sessionMs;
    const rotated = await setSession(trx, accountId, sessionId, { token_hash: hashOfSecret(token), expires_at: end });
    if (!rotated) throw notFound('session');
    await setAccount(trx, accountId, { password_hash: hash });
    await deleteSessions(trx, accountId, sessionId);
    await deleteMailTokens(trx, accountId, 'reset');
    await deleteEmailChange(trx, accountId);
    await announcePassword(room, trx, account);
    return end;
  });
  room.outbox.wake();
  return { token, expiresAt };
}
