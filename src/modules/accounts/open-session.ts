import { readNow } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Account, SignedIn } from './door.ts';
import type { Room } from './room.ts';
import { lockAccount } from './store.ts';
import { insertSession, sessionMs } from './store-sessions.ts';
import { hashOfSecret, newToken } from './token.ts';

const longestUserAgent = 300;

/** Opens a session, unless the password changed or the account was suspended since it was looked up. */
export async function openSession(
  room: Room,
  input: Account & { passwordHash: string; userAgent: string },
): Promise<SignedIn | undefined> {
  const { passwordHash, userAgent, ...account } = input;
  const token = newToken();
  return room.db.transaction(async (trx) => {
    const current = await lockAccount(trx, account.id);
    if (current?.password_hash !== passwordHash || current.suspended) return undefined;
    const now = await readNow(trx);
    await insertSession(trx, {
      token_hash: hashOfSecret(token),
      id: newId(),
      account_id: account.id,
      second_factor_passed: account.secondFactor ? 1 : 0,
      user_agent: userAgent.toWellFormed().slice(0, longestUserAgent).toWellFormed(),
      created_at: now,
      last_seen_at: now,
      expires_at: now + sessionMs,
    });
    return { token, expiresAt: now + sessionMs, account };
  });
}
