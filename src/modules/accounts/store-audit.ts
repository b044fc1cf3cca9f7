import type { Kysely } from 'kysely';
import type { AccountsTables, AuditEntriesTable } from './tables.ts';

type Db = Kysely<AccountsTables>;

export async function insertAuditEntry(db: Db, row: AuditEntriesTable): Promise<void> {
  await db.insertInto('audit_entries').values(row).execute();
}

export function findAuditEntries(
  db: Db,
  input: { before: string | undefined; rows: number },
): Promise<AuditEntriesTable[]> {
  const query = db.selectFrom('audit_entries').selectAll().orderBy('id', 'desc').limit(input.rows);
  return (input.before === undefined ? query : query.where('id', '<', input.before)).execute();
}
