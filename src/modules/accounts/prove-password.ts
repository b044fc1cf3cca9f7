import { DomainError, notFound } from '../../platform/errors.ts';
import { countAttempts, takeBackAttempts } from './count-attempt.ts';
import { proofLimits } from './limits.ts';
import type { Room } from './room.ts';
import { findCredentials } from './store.ts';

/** A signed-in person gives the password again. Errors: `password.wrong` 422, `attempts.too_many` 429. */
export async function provePassword(room: Room, accountId: string, password: string) {
  const limits = proofLimits(accountId);
  await countAttempts(room, limits);
  const account = await findCredentials(room.db.query, { id: accountId });
  if (!account) throw notFound('account');
  if (!(await room.passwords.matches(account.password_hash, password))) throw wrongPassword();
  await takeBackAttempts(room, limits);
  return account;
}

export const wrongPassword = (): DomainError =>
  new DomainError('password.wrong', 422, 'This is not the current password.');
