import { createTable, type Migrations } from '../../../platform/db/index.ts';
import { createQueueTable } from '../../../platform/queue/index.ts';

type AnyKysely = Parameters<Migrations[string]>[0];

export async function createMailTables(db: AnyKysely): Promise<void> {
  await createTable(db, 'received_events', {
    columns: { event_id: 'key', type: 'key', received_at: 'integer' },
    primaryKey: ['event_id', 'type'],
    indexes: { received_events_age: ['received_at'] },
  });
  await createTable(db, 'mails', {
    columns: {
      id: 'id',
      event_id: 'key',
      type: 'key',
      to_address: 'text:254',
      subject: 'text:300',
      body_text: 'long',
      body_html: 'long',
      state: 'key',
      created_at: 'integer',
      settled_at: 'integer?',
    },
    primaryKey: ['id'],
    indexes: { mails_state: ['state', 'created_at'] },
  });
  await createQueueTable(db, 'messaging_outbox');
}
