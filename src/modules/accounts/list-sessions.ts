import type { Accounts, Session } from './door.ts';
import type { Room } from './room.ts';
import { findSessions } from './store-sessions.ts';

/** An account's live sessions, the one last seen first. */
export async function listSessions(room: Room, input: Parameters<Accounts['listSessions']>[0]): Promise<Session[]> {
  const rows = await findSessions(room.db.query, input.accountId);
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    userAgent: row.user_agent,
    current: row.id === input.sessionId,
  }));
}
