import { type Kysely, sql } from 'kysely';
import type { AnyKysely } from '../db/any-tables.ts';
import { type AnyDatabase, forUpdateSkipLocked, insertIgnore, nowOf } from '../db/index.ts';
import { newId } from '../ids.ts';
import type { QueueTable } from './table.ts';

export { createQueueTable, type QueueTable } from './table.ts';

export interface QueuedItem<Payloads, Kind extends keyof Payloads & string = keyof Payloads & string> {
  kind: Kind;
  payload: Payloads[Kind];
  /** Not before this long from now. */
  delayMs?: number;
  /** A second item with the same key is left out. */
  key?: string;
}

export interface ClaimedItem {
  id: string;
  kind: string;
  payload: unknown;
  attempts: number;
}

export type Handler = (item: ClaimedItem) => Promise<void>;

const leaseMs = 60_000;
const keptMs = 7 * 24 * 3_600_000;
const slowestRetryMs = 300_000;

/**
 * A module's outbox: events for others and jobs for itself, written in the module's own transactions and worked by lease, at least once.
 * Nothing is sent that was not committed, and nothing committed is lost.
 */
export class Queue<Payloads> {
  readonly table: string;
  readonly #db: AnyDatabase;
  readonly #owner = newId();
  #wake: (() => void) | undefined;

  constructor(db: AnyDatabase, table: string) {
    this.#db = db;
    this.table = table;
  }

  /** Writes items within the caller's transaction (or alone). */
  async add(trx: AnyKysely, items: readonly QueuedItem<Payloads>[]): Promise<void> {
    const now = nowOf(trx);
    const rows = items.map((item) => ({
      id: newId(),
      kind: item.kind,
      payload: JSON.stringify(item.payload),
      dedupe_key: item.key ?? null,
      run_at: sql<number>`${now} + ${sql.lit(Math.round(item.delayMs ?? 0))}`,
      created_at: now,
    }));
    if (rows.some((row) => row.dedupe_key !== null)) await insertIgnore(trx, this.table, rows);
    else if (rows.length > 0) await trx.insertInto(this.table).values(rows).execute();
  }

  /** Tells this process's worker that something waits; call it after the commit. */
  wake(): void {
    this.#wake?.();
  }

  onWake(listener: () => void): void {
    this.#wake = listener;
  }

  /** Works what is due, at most `limit` items; answers how many it claimed. */
  async work(handler: Handler, limit = 20): Promise<number> {
    const items = await this.#claim(limit);
    await Promise.all(items.map((item) => this.#handle(item, handler)));
    return items.length;
  }

  /** How many items wait, and for how long the oldest has been due. */
  async waiting(): Promise<{ count: number; oldestMs: number }> {
    const { rows } = await sql<{ count: number; oldest: number | null }>`
      select count(*) as count, max(${nowOf(this.#db.query)} - run_at) as oldest from ${sql.table(this.table)} where done = 0`.execute(
      this.#db.query,
    );
    return { count: rows[0]?.count ?? 0, oldestMs: Math.max(0, rows[0]?.oldest ?? 0) };
  }

  /** Forgets what was done long ago. */
  async prune(): Promise<void> {
    const old = await this.#rows()
      .select('id')
      .where('done', '=', 1)
      .where('run_at', '<', sql<number>`${this.#db.now} - ${sql.lit(keptMs)}`)
      .limit(1000)
      .execute();
    if (old.length > 0)
      await this.#db.query
        .deleteFrom(this.table)
        .where(
          'id',
          'in',
          old.map((row) => row.id),
        )
        .execute();
  }

  async #claim(limit: number): Promise<ClaimedItem[]> {
    const idle = await this.#due(this.#db.query, 1).execute();
    if (idle.length === 0) return [];
    return this.#db.transaction(async (trx) => {
      const rows = await forUpdateSkipLocked(trx, this.#due(trx, limit)).execute();
      if (rows.length === 0) return [];
      await trx
        .updateTable(this.table)
        .set({
          lease_owner: this.#owner,
          lease_until: sql<number>`${nowOf(trx)} + ${sql.lit(leaseMs)}`,
          attempts: sql<number>`attempts + 1`,
        })
        .where(
          'id',
          'in',
          rows.map((row) => row.id),
        )
        .execute();
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        payload: JSON.parse(row.payload) as unknown,
        attempts: row.attempts + 1,
      }));
    });
  }

  #due(db: AnyKysely, limit: number) {
    const now = nowOf(db);
    return (db as Kysely<Record<string, QueueTable>>)
      .selectFrom(this.table)
      .select(['id', 'kind', 'payload', 'attempts'])
      .where('done', '=', 0)
      .where('run_at', '<=', now)
      .where('lease_until', '<', now)
      .orderBy('run_at')
      .limit(limit);
  }

  async #handle(item: ClaimedItem, handler: Handler): Promise<void> {
    try {
      await handler(item);
      // What was delivered may have held a token or an address; nobody needs it any more.
      await this.#settle(item, { done: 1, lease_until: 0, last_error: null, payload: '{}' });
    } catch (error) {
      const wait = Math.min(slowestRetryMs, 500 * 2 ** Math.min(item.attempts, 12));
      const reason = error instanceof Error ? error.message : String(error);
      await this.#settle(item, {
        lease_until: 0,
        run_at: sql<number>`${this.#db.now} + ${sql.lit(wait)}`,
        last_error: reason.slice(0, 500),
      });
    }
  }

  async #settle(item: ClaimedItem, set: Record<string, unknown>): Promise<void> {
    await this.#db.query
      .updateTable(this.table)
      .set(set)
      .where('id', '=', item.id)
      .where('lease_owner', '=', this.#owner)
      .execute();
  }

  #rows() {
    return (this.#db.query as Kysely<Record<string, QueueTable>>).selectFrom(this.table);
  }
}
