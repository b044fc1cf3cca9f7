import { countAttempts } from './count-attempt.ts';
import type { Accounts } from './door.ts';
import { resetLimits } from './limits.ts';
import { emailOf } from './profile-rules.ts';
import type { Room } from './room.ts';

/**
 * Asks for a reset link. Whether the address has an account is looked up later, by the worker, so that no answer and no clock tells it.
 * Errors: `email.invalid` 422, `attempts.too_many` 429.
 */
export async function requestPasswordReset(
  room: Room,
  input: Parameters<Accounts['requestPasswordReset']>[0],
): Promise<void> {
  const email = emailOf(input.email);
  await countAttempts(room, resetLimits(email, input.from));
  await room.outbox.add(room.db.query, [{ kind: 'accounts.prepare_reset', payload: { email } }]);
  room.outbox.wake();
}
