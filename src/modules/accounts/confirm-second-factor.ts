import { DomainError } from '../../platform/errors.ts';
import { countAttempts, takeBackAttempts } from './count-attempt.ts';
import type { Accounts } from './door.ts';
import { proofLimits } from './limits.ts';
import type { Room } from './room.ts';
import { hashOfRecoveryCode, newRecoveryCodes, takeTotp } from './second-factor.ts';
import { factorState } from './start-second-factor.ts';
import { lockAccount } from './store.ts';
import { confirmFactor, findSecondFactor, replaceRecoveryCodes } from './store-second-factors.ts';
import { deleteSessions, setSession } from './store-sessions.ts';

/**
 * Switches the second factor on by a first code, ends the sessions that have not shown one, and gives the recovery codes, this once.
 * Errors: `second_factor.wrong` 422, `second_factor.state` 409, `attempts.too_many` 429.
 */
export async function confirmSecondFactor(
  room: Room,
  input: Parameters<Accounts['confirmSecondFactor']>[0],
): Promise<{ recoveryCodes: string[] }> {
  const { accountId, sessionId } = input;
  const limits = proofLimits(accountId);
  await countAttempts(room, limits);
  const factor = await findSecondFactor(room.db.query, accountId);
  if (factor?.confirmed !== 0) throw factorState('There is no second factor to confirm.');
  if (!(await takeTotp(room, factor, input.code.replace(/[\s-]/g, '')))) throw wrongCode();
  await takeBackAttempts(room, limits);
  const recoveryCodes = newRecoveryCodes();
  await room.db.transaction(async (trx) => {
    await lockAccount(trx, accountId);
    if (!(await confirmFactor(trx, accountId))) throw factorState('A second factor is switched on already.');
    await replaceRecoveryCodes(trx, accountId, recoveryCodes.map(hashOfRecoveryCode));
    await setSession(trx, accountId, sessionId, { second_factor_passed: 1 });
    await deleteSessions(trx, accountId, sessionId);
  });
  return { recoveryCodes };
}

/** Not 401: whoever gets this is signed in. */
const wrongCode = (): DomainError =>
  new DomainError('second_factor.wrong', 422, 'This code is wrong, or was used before.');
