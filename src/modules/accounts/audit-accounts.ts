import type { Room } from './room.ts';
import { findSessionsOfSuspended } from './store-sessions.ts';

const patienceMs = 15 * 60_000;

/** What is not as it must be, one sentence each. */
export async function auditAccounts(room: Room): Promise<string[]> {
  const sessions = await findSessionsOfSuspended(room.db.query);
  const { count, oldestMs } = await room.outbox.waiting();
  return [
    ...sessions.map(
      (session) => `accounts: session ${session.id} is open though account ${session.account_id} is suspended`,
    ),
    ...(oldestMs > patienceMs
      ? [`accounts: ${String(count)} events wait, the oldest for ${String(Math.round(oldestMs / 60_000))} minutes`]
      : []),
  ];
}
