import type { Room } from './room.ts';
import {
  deleteExpiredEmailChanges,
  deleteExpiredMailTokens,
  deleteExpiredSessions,
  deletePastAttempts,
} from './store-expired.ts';

/** Removes what has lapsed and counts for nothing; worker only. Answers how many rows went; call it again while it finds some. */
export async function forgetExpired(room: Room): Promise<number> {
  const { query } = room.db;
  return (
    (await deleteExpiredSessions(query)) +
    (await deleteExpiredMailTokens(query)) +
    (await deleteExpiredEmailChanges(query)) +
    (await deletePastAttempts(query))
  );
}
