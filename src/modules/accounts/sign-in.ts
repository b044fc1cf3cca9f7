import { DomainError } from '../../platform/errors.ts';
import { normaliseEmail } from '../../platform/mail/email-address.ts';
import { toAccount } from './account.ts';
import { countAttempts, takeBackAttempts } from './count-attempt.ts';
import type { Accounts, SignInAnswer } from './door.ts';
import { signInLimits } from './limits.ts';
import { openSession } from './open-session.ts';
import type { Room } from './room.ts';
import { takeCode } from './second-factor.ts';
import { findCredentials } from './store.ts';

type Input = Parameters<Accounts['signIn']>[0];

/**
 * Opens a session. Attempts count by account and by the client's network, and the right ones are taken back.
 * Errors: `credentials.wrong` 401, `second_factor.wrong` 401, `account.suspended` 403, `attempts.too_many` 429, `shop.busy` 503.
 */
export async function signIn(room: Room, input: Input): Promise<SignInAnswer> {
  const limits = signInLimits(normaliseEmail(input.email) ?? '', input.from);
  await countAttempts(room, limits);
  const found = await checkCredentials(room, input);
  if (found.suspended) throw suspended();
  if (found.secondFactor && !input.code) {
    await takeBackAttempts(room, limits);
    return { secondFactorRequired: true };
  }
  if (found.secondFactor && !(await takeCode(room, found.id, input.code ?? ''))) throw wrongCode();
  await takeBackAttempts(room, limits);
  const session = await openSession(room, { ...found, userAgent: input.userAgent });
  if (!session) throw wrongCredentials();
  return session;
}

/** An unknown address costs as much time as a known one. */
async function checkCredentials(room: Room, input: Input) {
  const email = normaliseEmail(input.email) ?? '';
  const row = await findCredentials(room.db.query, { email });
  const right = await room.passwords.matches(row?.password_hash, input.password);
  if (!row || !right) throw wrongCredentials();
  return { ...toAccount(row), passwordHash: row.password_hash };
}

const wrongCredentials = (): DomainError =>
  new DomainError('credentials.wrong', 401, 'The e-mail address or the password is wrong.');
const wrongCode = (): DomainError =>
  new DomainError('second_factor.wrong', 401, 'This code is wrong, or was used before.');
const suspended = (): DomainError => new DomainError('account.suspended', 403, 'This account is suspended.');
