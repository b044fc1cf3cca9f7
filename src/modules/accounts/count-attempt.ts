import { createHmac } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import type { Room } from './room.ts';
import { addAttempt, subtractAttempts } from './store-attempts.ts';

export interface Limit {
  key: string;
  limit: number;
  windowSeconds: number;
}

/** Counts an attempt towards each limit. Errors: `attempts.too_many` 429, `details.retryAfterSeconds`. */
export async function countAttempts(room: Room, limits: readonly Limit[]): Promise<void> {
  if (!room.rateLimits) return;
  const sorted = limits
    .map((each) => ({ ...each, hash: hashOf(room, each) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const waits = await room.db.transaction(async (trx) => {
    const found: number[] = [];
    for (const { hash, limit, windowSeconds } of sorted) {
      const { used, endsInMs } = await addAttempt(trx, hash, windowSeconds * 1000);
      if (used > limit) found.push(endsInMs);
    }
    return found;
  });
  if (waits.length > 0) throw tooMany(Math.max(1, Math.ceil(Math.max(...waits) / 1000)));
}

/** Takes an attempt back that turned out to be nobody's guess. */
export async function takeBackAttempts(room: Room, limits: readonly Limit[]): Promise<void> {
  if (room.rateLimits)
    await subtractAttempts(
      room.db.query,
      limits.map((each) => hashOf(room, each)),
    );
}

/** Keys name people and their addresses, so the table keeps what only this shop can tell apart. */
const hashOf = (room: Room, { key, limit, windowSeconds }: Limit): string =>
  createHmac('sha256', room.secretKey)
    .update(`${key} ${String(limit)} ${String(windowSeconds)}`)
    .digest('hex');

const tooMany = (retryAfterSeconds: number): DomainError =>
  new DomainError('attempts.too_many', 429, 'Too many attempts; wait a while before the next one.', {
    retryAfterSeconds,
  });
