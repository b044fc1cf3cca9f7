import { type Kysely, sql } from 'kysely';
import type { AnyKysely } from '../db/any-tables.ts';
import { type AnyDatabase, insertIgnore, nowOf } from '../db/index.ts';
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

/** Each claim has a lease of its own: what an earlier one left is not settled by a later one. */
type LeasedItem = ClaimedItem & { lease: string };

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

  /**
   * Looks without a lock, then takes by one conditional statement: whoever is quicker has the item. Few look at the same moment,
   * and a transaction of its own would cost each claim three more ways to the database.
   */
  async #claim(limit: number): Promise<LeasedItem[]> {
    const rows = await this.#due(limit).execute();
    if (rows.length === 0) return [];
    const lease = newId();
    const ids = rows.map((row) => row.id);
    const taken = await this.#take(ids, lease);
    const mine = taken === rows.length ? new Set(ids) : await this.#taken(ids, lease);
    return rows
      .filter(({ id }) => mine.has(id))
      .map(({ id, kind, payload, attempts }) => ({
        id,
        kind,
        payload: JSON.parse(payload) as unknown,
        attempts: attempts + 1,
        lease,
      }));
  }

  /** Answers how many of these nobody else had taken meanwhile. */
  async #take(ids: readonly string[], lease: string): Promise<number> {
    const { now } = this.#db;
    const { numUpdatedRows } = await this.#db.query
      .updateTable(this.table)
      .set({
        lease_owner: lease,
        lease_until: sql<number>`${now} + ${sql.lit(leaseMs)}`,
        attempts: sql<number>`attempts + 1`,
      })
      .where('id', 'in', ids)
      .where('done', '=', 0)
      .where('run_at', '<=', now)
      .where('lease_until', '<', now)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  async #taken(ids: readonly string[], lease: string): Promise<Set<string>> {
    const rows = await this.#rows().select('id').where('id', 'in', ids).where('lease_owner', '=', lease).execute();
    return new Set(rows.map((row) => row.id));
  }

  #due(limit: number) {
    const { now } = this.#db;
    return this.#rows()
      .select(['id', 'kind', 'payload', 'attempts'])
      .where('done', '=', 0)
      .where('run_at', '<=', now)
      .where('lease_until', '<', now)
      .orderBy('run_at')
      .limit(limit);
  }

  async #handle(item: LeasedItem, handler: Handler): Promise<void> {
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

  async #settle(item: LeasedItem, set: Record<string, unknown>): Promise<void> {
    await this.#db.query
      .updateTable(this.table)
      .set(set)
      .where('id', '=', item.id)
      .where('lease_owner', '=', item.lease)
      .execute();
  }

  #rows() {
    return (this.#db.query as Kysely<Record<string, QueueTable>>).selectFrom(this.table);
  }
}
