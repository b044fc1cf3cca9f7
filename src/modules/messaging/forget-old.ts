import { readNow } from '../../platform/db/index.ts';
import type { Room } from './room.ts';
import { deleteMailsBefore, deleteReceivedEventsBefore } from './store.ts';

/** Longer than any outbox repeats an event. */
const keptMs = 30 * 24 * 3_600_000;

/** Forgets to whom mails went a month ago; worker only. Answers how many rows went; call it again while it finds some. */
export async function forgetOld(room: Room): Promise<number> {
  const before = (await readNow(room.db.query)) - keptMs;
  return (await deleteMailsBefore(room.db.query, before)) + (await deleteReceivedEventsBefore(room.db.query, before));
}
