import { createHash } from 'node:crypto';
import { insertIgnore, nowOf } from '../../platform/db/index.ts';
import type { SalesDb } from './store.ts';

export interface Command {
  actor: string;
  command: string;
  key: string;
  body: unknown;
}

export interface KnownCommand {
  bodyHash: string;
  resourceId: string | null;
  refusal: string | null;
}

export async function findCommand(db: SalesDb, command: Command): Promise<KnownCommand | undefined> {
  const row = await db
    .selectFrom('sales_commands')
    .select(['body_hash', 'resource_id', 'refusal'])
    .where('actor', '=', hash(command.actor))
    .where('command', '=', command.command)
    .where('idempotency_key', '=', hash(command.key))
    .executeTakeFirst();
  return row && { bodyHash: row.body_hash, resourceId: row.resource_id, refusal: row.refusal };
}

/** Keeps what came of a command, with the change itself where `db` is its transaction; answers false where it is kept already. */
export async function keepCommand(
  db: SalesDb,
  command: Command,
  outcome: { resourceId?: string; refusal?: string },
): Promise<boolean> {
  const row = {
    actor: hash(command.actor),
    command: command.command,
    idempotency_key: hash(command.key),
    body_hash: bodyHash(command),
    resource_id: outcome.resourceId ?? null,
    refusal: outcome.refusal ?? null,
    created_at: nowOf(db),
  };
  return (await insertIgnore(db, 'sales_commands', [row])) === 1;
}

export const bodyHash = (command: Command): string => hash(JSON.stringify(sorted(command.body)));

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same body with its fields in another order is the same body. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sorted(field)]),
  );
}
