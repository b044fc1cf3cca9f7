import type { Kysely } from 'kysely';
import { insertIgnore, nowOf } from '../../platform/db/index.ts';
import type { MailState, MailsTable, MessagingTables } from './tables.ts';

type Db = Kysely<MessagingTables>;

const atOnce = 500;

/** Answers whether it is the first time. */
export async function insertReceivedEvent(db: Db, eventId: string, type: string): Promise<boolean> {
  return (await insertIgnore(db, 'received_events', [{ event_id: eventId, type, received_at: nowOf(db) }])) === 1;
}

export async function insertMail(db: Db, row: Omit<MailsTable, 'created_at' | 'settled_at' | 'state'>): Promise<void> {
  await db
    .insertInto('mails')
    .values({ ...row, state: 'waiting', created_at: nowOf(db), settled_at: null })
    .execute();
}

/** A mail that waits, and how old it is. */
export const findWaitingMail = (db: Db, id: string) =>
  db
    .selectFrom('mails')
    .selectAll()
    .select(nowOf(db).as('now'))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();

/** Notes how a mail ended, and forgets what it said. */
export async function settleMail(db: Db, id: string, state: MailState): Promise<void> {
  await db
    .updateTable('mails')
    .set({ state, settled_at: nowOf(db), body_text: '', body_html: '' })
    .where('id', '=', id)
    .execute();
}

export async function deleteMailsBefore(db: Db, at: number): Promise<number> {
  const old = db.selectFrom('mails').select('id').where('state', '!=', 'waiting').where('created_at', '<', at);
  const rows = await old.limit(atOnce).execute();
  if (rows.length > 0)
    await db
      .deleteFrom('mails')
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute();
  return rows.length;
}

export async function deleteReceivedEventsBefore(db: Db, at: number): Promise<number> {
  const rows = await db
    .selectFrom('received_events')
    .select('event_id')
    .where('received_at', '<', at)
    .limit(atOnce)
    .execute();
  const ids = rows.map((row) => row.event_id);
  if (ids.length > 0)
    await db.deleteFrom('received_events').where('event_id', 'in', ids).where('received_at', '<', at).execute();
  return rows.length;
}
