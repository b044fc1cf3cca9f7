import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../platform/errors.ts';

/** The token of a session's forms. */
export const formToken = (secretKey: string, sessionId: string): string =>
  createHmac('sha256', secretKey).update(`form ${sessionId}`).digest('base64url');

export const forged = (): DomainError =>
  new DomainError(
    'form.forged',
    403,
    'This form did not come from this shop. Open the page again and send it once more.',
  );

/** Whether an unsafe request comes from a page of this shop, by what the browser says of its origin. */
export function comesFromHere(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  return origin === undefined || origin === new URL(publicUrl).origin;
}

export function sameToken(expected: string, given: unknown): boolean {
  if (typeof given !== 'string' || given.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
