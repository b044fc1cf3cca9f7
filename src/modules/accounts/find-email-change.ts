import type { Room } from './room.ts';
import { findEmailChangeOf } from './store-email-changes.ts';

/** The address that an account waits for, where it asked for another one. */
export async function findEmailChange(
  room: Room,
  { accountId }: { accountId: string },
): Promise<{ email: string; expiresAt: number } | undefined> {
  const change = await findEmailChangeOf(room.db.query, accountId);
  return change && { email: change.email, expiresAt: change.expires_at };
}
