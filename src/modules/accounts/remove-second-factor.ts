import type { Accounts } from './door.ts';
import { provePassword } from './prove-password.ts';
import type { Room } from './room.ts';
import { lockAccount } from './store.ts';
import { deleteSecondFactor } from './store-second-factors.ts';
import { deleteSessions, forgetSecondFactorOfSessions } from './store-sessions.ts';

/** Switches the second factor off, and ends the other sessions. Errors: `password.wrong` 422, `attempts.too_many` 429. */
export async function removeSecondFactor(
  room: Room,
  input: Parameters<Accounts['removeSecondFactor']>[0],
): Promise<void> {
  await provePassword(room, input.accountId, input.password);
  await forgetFactor(room, input.accountId, input.sessionId);
}

/** For an operator, when telephone and recovery codes are lost: ends all sessions as well. */
export async function clearSecondFactor(room: Room, { accountId }: { accountId: string }): Promise<void> {
  await forgetFactor(room, accountId, undefined);
}

async function forgetFactor(room: Room, accountId: string, butSession: string | undefined): Promise<void> {
  await room.db.transaction(async (trx) => {
    await lockAccount(trx, accountId);
    await deleteSecondFactor(trx, accountId);
    await deleteSessions(trx, accountId, butSession);
    await forgetSecondFactorOfSessions(trx, accountId);
  });
}
