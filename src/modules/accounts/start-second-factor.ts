import { DomainError, notFound } from '../../platform/errors.ts';
import type { Room } from './room.ts';
import { seal } from './sealed-secret.ts';
import { findAccountById } from './store.ts';
import { saveUnconfirmedFactor } from './store-second-factors.ts';

/** Makes a secret for an authenticator; it is not in force before `confirmSecondFactor`. Errors: `second_factor.state` 409. */
export async function startSecondFactor(
  room: Room,
  { accountId }: { accountId: string },
): Promise<{ secret: string; url: string }> {
  const account = await findAccountById(room.db.query, accountId);
  if (!account) throw notFound('account');
  if (account.second_factor) throw factorState('A second factor is switched on already.');
  const { generateSecret, generateURI } = await import('otplib');
  const secret = generateSecret();
  await saveUnconfirmedFactor(room.db.query, accountId, seal(room.secretKey, secret));
  return { secret, url: generateURI({ issuer: room.shop.name, label: account.email, secret }) };
}

export const factorState = (message: string): DomainError => new DomainError('second_factor.state', 409, message);
