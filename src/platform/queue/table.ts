import type { AnyKysely } from '../db/any-tables.ts';
import { createTable } from '../db/schema.ts';

/** A row is an event to deliver or a job to do; `dedupe_key` makes a job unique while and after it is done. */
export interface QueueTable {
  id: string;
  kind: string;
  payload: string;
  dedupe_key: string | null;
  run_at: number;
  attempts: number;
  lease_owner: string | null;
  lease_until: number;
  done: number;
  last_error: string | null;
  created_at: number;
}

/** Creates a module's outbox; for its migrations. */
export async function createQueueTable(db: AnyKysely, name: string): Promise<void> {
  await createTable(db, name, {
    columns: {
      id: 'id',
      kind: 'key',
      payload: 'long',
      dedupe_key: 'key?',
      run_at: 'integer',
      attempts: 'integer = 0',
      lease_owner: 'id?',
      lease_until: 'integer = 0',
      done: 'boolean = 0',
      last_error: 'text:500?',
      created_at: 'integer',
    },
    primaryKey: ['id'],
    unique: { [`${name}_dedupe_key`]: ['dedupe_key'] },
    indexes: { [`${name}_due`]: ['done', 'run_at'] },
  });
}
