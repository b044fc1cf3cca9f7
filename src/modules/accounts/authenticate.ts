import { roleOf } from './account.ts';
import type { Actor } from './door.ts';
import { localeOf } from './profile-rules.ts';
import type { Room } from './room.ts';
import { type ActorRow, sessionLookUp, touchSession } from './store-sessions.ts';
import { hashOfSecret, looksLikeToken } from './token.ts';

/** Who a token speaks for, asked with every request: one indexed look-up, whose SQL is written when the shop starts. */
export function createAuthenticate(room: Room): (input: { token: string }) => Promise<Actor | undefined> {
  const lookUp = sessionLookUp(room.db.query);
  return async ({ token }) => {
    if (!looksLikeToken(token)) return undefined;
    const hash = hashOfSecret(token);
    const row = await lookUp(hash);
    if (!row) return undefined;
    if (row.stale) touchLater(room, hash);
    return toActor(row);
  };
}

/** Nobody waits for it: a session that is noted as seen a moment later, or with the next request, is as good. */
function touchLater(room: Room, tokenHash: string): void {
  void touchSession(room.db.query, tokenHash).catch(() => undefined);
}

const toActor = (row: ActorRow): Actor => ({
  accountId: row.account_id,
  sessionId: row.session_id,
  name: row.name,
  email: row.email,
  role: roleOf(row.role),
  locale: localeOf(row.locale),
  emailConfirmed: row.email_confirmed === 1,
  secondFactor: row.second_factor_passed === 1 ? 'passed' : 'none',
});
