import { readNow } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Accounts } from './door.ts';
import type { Room } from './room.ts';
import { insertAuditEntry } from './store-audit.ts';

/** Writes down what an administrator did. */
export async function recordAudit(room: Room, input: Parameters<Accounts['recordAudit']>[0]): Promise<void> {
  await insertAuditEntry(room.db.query, {
    id: newId(),
    at: await readNow(room.db.query),
    actor_id: input.actorId.slice(0, 100),
    actor_name: input.actorName.slice(0, 100).toWellFormed(),
    action: input.action.slice(0, 190),
    subject: input.subject.slice(0, 300).toWellFormed(),
    details: JSON.stringify(input.details ?? {}),
  });
}
