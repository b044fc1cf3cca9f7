import type { Accounts, AuditEntry, Page } from './door.ts';
import { pageOf, readCursor, rowsFor } from './page-cursor.ts';
import type { Room } from './room.ts';
import { findAuditEntries } from './store-audit.ts';

/** The newest first. Errors: `cursor.invalid` 400. */
export async function listAudit(room: Room, input: Parameters<Accounts['listAudit']>[0]): Promise<Page<AuditEntry>> {
  const rows = await findAuditEntries(room.db.query, { before: readCursor(input.cursor), rows: rowsFor(input.limit) });
  const entries = rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subject: row.subject,
    details: JSON.parse(row.details) as Record<string, unknown>,
  }));
  return pageOf(entries, input.limit);
}
