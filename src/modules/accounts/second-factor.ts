import { randomInt } from 'node:crypto';
import type { Room } from './room.ts';
import { unseal } from './sealed-secret.ts';
import { findSecondFactor, takeRecoveryCode, takeTimeStep } from './store-second-factors.ts';
import type { SecondFactorsTable } from './tables.ts';
import { hashOfSecret } from './token.ts';

/** A telephone's clock may be off by one step of 30 seconds. */
const toleranceSeconds = 30;
const recoveryCodes = 10;
const recoveryLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
const recoveryLength = 16;

/** Uses up a code of the authenticator, or a recovery code; either counts once. */
export async function takeCode(room: Room, accountId: string, code: string): Promise<boolean> {
  const plain = code.replace(/[\s-]/g, '').toLowerCase();
  if (!/^\d{6}$/.test(plain)) return takeRecoveryCode(room.db.query, accountId, hashOfSecret(plain));
  const factor = await findSecondFactor(room.db.query, accountId);
  return factor?.confirmed === 1 && takeTotp(room, factor, plain);
}

/** Uses up the time step that a code belongs to. */
export async function takeTotp(room: Room, factor: SecondFactorsTable, code: string): Promise<boolean> {
  const secret = unseal(room.secretKey, factor.secret);
  if (secret === undefined || !/^\d{6}$/.test(code)) return false;
  // Few sign-ins need it: every start need not load it.
  const { verify } = await import('otplib');
  const result = await verify({ strategy: 'totp', secret, token: code, epochTolerance: toleranceSeconds });
  return result.valid && 'timeStep' in result && takeTimeStep(room.db.query, factor.account_id, result.timeStep);
}

/** Ten codes of 79 bits for the day when the telephone is lost, as `abcd-efgh-jkmn-pqrs`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodes }, () => (lettersAtRandom(recoveryLength).match(/.{4}/g) ?? []).join('-'));

export const hashOfRecoveryCode = (code: string): string => hashOfSecret(code.replaceAll('-', ''));

const lettersAtRandom = (length: number): string =>
  Array.from({ length }, () => recoveryLetters[randomInt(recoveryLetters.length)]).join('');
