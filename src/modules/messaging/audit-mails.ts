import type { Room } from './room.ts';

const patienceMs = 60 * 60_000;

/** Mails that have waited for longer than an hour, in one sentence. */
export async function auditMails(room: Room): Promise<string[]> {
  const { count, oldestMs } = await room.outbox.waiting();
  if (oldestMs <= patienceMs) return [];
  return [`messaging: ${String(count)} mails wait, the oldest for ${String(Math.round(oldestMs / 60_000))} minutes`];
}
