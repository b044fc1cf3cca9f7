import { setImmediate } from 'node:timers/promises';
import { type Database, readNow } from '../../../platform/db/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/log.ts';
import { repeat, type Worker } from '../../../platform/queue/worker.ts';
import type { SearchAnswer, SearchDocument, SearchIndex, SearchQuery } from '../search/search-index.ts';
import { countListed, lastChange, readChanges, readDocuments, readDocumentsAfter } from '../store-index.ts';
import type { CatalogueTables } from '../tables.ts';
import { RecentVersions } from './recent-versions.ts';

/**
 * A change is stamped once its row is locked, and becomes visible when its transaction ends. A statement is given up
 * after 20 seconds, and few follow the stamp: so whatever commits, commits within a minute of its stamp. SQLite
 * has one writer at a time, who locks before he stamps: only the clock's own leaps count there.
 */
const windows = { mysql: 60_000, sqlite: 5_000 };
const roundMs = 400;
const reconcileMs = 600_000;
const batch = 1000;

export interface FollowerOptions {
  db: Database<CatalogueTables>;
  open: () => Promise<SearchIndex>;
  log: Logger;
}

/** Keeps the search index as the database is: builds it, follows what any process changes, and looks through it now and then. */
export class IndexFollower {
  readonly #db: Database<CatalogueTables>;
  readonly #open: () => Promise<SearchIndex>;
  readonly #log: Logger;
  readonly #windowMs: number;
  readonly #versions = new RecentVersions();
  readonly #touched = new Set<string>();
  #opening: Promise<SearchIndex> | undefined;
  #index: SearchIndex | undefined;
  #complete = false;
  #reached = 0;
  #listed = 0;
  #countAgainAt = 0;
  #roundAt = 0;
  #reconciledAt = 0;
  #worker: Worker | undefined;
  #flush: Promise<void> | undefined;

  constructor({ db, open, log }: FollowerOptions) {
    this.#db = db;
    this.#windowMs = windows[db.kind];
    this.#open = open;
    this.#log = log;
  }

  /** Begins to load the index; `start` then finds it loaded. What goes wrong is told there. */
  prepare(): void {
    this.#opened().catch(() => undefined);
  }

  /** Resolves when the index is complete; from then on it follows. */
  async start(): Promise<void> {
    const index = await this.#opened();
    this.#index = index;
    this.#reached = await readNow(this.#db.query);
    await this.#bringUpToDate(index);
    await this.#countListed();
    this.#complete = true;
    this.#roundAt = Date.now();
    this.#reconciledAt = Date.now();
    this.#worker = repeat(() => this.#round(), {
      idleMs: roundMs,
      onTrouble: (error) => this.#log.warn({ error }, 'the search index falls behind'),
    });
  }

  #opened(): Promise<SearchIndex> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async stop(): Promise<void> {
    await this.#worker?.stop();
    await this.#flush;
    const index = await this.#opening?.catch(() => undefined);
    this.#opening = undefined;
    this.#index = undefined;
    await index?.close();
  }

  /** Errors: `search.not_ready` 503, `cursor.invalid` 400. */
  search(query: SearchQuery): Promise<SearchAnswer> {
    if (!this.#index || !this.#complete)
      throw new DomainError('search.not_ready', 503, 'The search index is not complete yet.');
    return this.#index.search(query);
  }

  /** How many copies are listed, as the last round saw it. */
  listed(): number {
    return this.#listed;
  }

  async state(): Promise<{ complete: boolean; behindMs: number; listings: number; bytes: number }> {
    const size = await this.#index?.size();
    const behindMs = this.#complete ? Math.max(0, Date.now() - this.#roundAt - roundMs) : 0;
    return { complete: this.#complete, behindMs, listings: size?.listings ?? 0, bytes: size?.fileBytes ?? 0 };
  }

  /** Takes over what this process has committed; resolves when a search sees it. Whatever goes wrong, the next round repairs. */
  async touch(ids: readonly string[]): Promise<void> {
    if (!this.#complete || ids.length === 0) return;
    for (const id of ids) this.#touched.add(id);
    this.#flush ??= this.#flushTouched();
    await this.#flush;
  }

  touchLater(ids: readonly string[]): void {
    void this.touch(ids);
  }

  async #flushTouched(): Promise<void> {
    await setImmediate();
    this.#flush = undefined;
    const ids = [...this.#touched];
    this.#touched.clear();
    try {
      for (let at = 0; at < ids.length; at += batch)
        await this.#apply(await readDocuments(this.#db.query, ids.slice(at, at + batch)));
    } catch (error) {
      this.#log.warn({ error }, 'a change reaches the search index late');
    }
  }

  async #apply(documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    await this.#index?.apply(documents);
    for (const { listingId, version } of documents) this.#versions.note(listingId, version);
  }

  /** An index that knows later changes than the database belongs to another one, or to one that was restored. */
  async #bringUpToDate(index: SearchIndex): Promise<void> {
    const watermark = await index.watermark();
    if (watermark === 0 || watermark > (await lastChange(this.#db.query))) return this.#rebuild(index);
    const since = watermark - this.#windowMs;
    for (const known of await index.versionsSince(since)) this.#versions.note(known.listingId, known.version);
    await this.#applyChanges(since);
    if ((await countListed(this.#db.query)) !== (await index.size()).listings) await this.#rebuild(index);
  }

  async #rebuild(index: SearchIndex): Promise<void> {
    const startedAt = Date.now();
    await index.rebuild(this.#everything(true));
    const { listings } = await index.size();
    this.#log.info({ listings, ms: Date.now() - startedAt }, 'search index built');
  }

  /** An index that is built anew needs no word of what is not listed. */
  async *#everything(listedOnly: boolean): AsyncGenerator<SearchDocument[]> {
    let after = '';
    for (;;) {
      const documents = await readDocumentsAfter(this.#db.query, after, batch);
      if (documents.length > 0) yield listedOnly ? documents.filter(({ listed }) => listed) : documents;
      if (documents.length < batch) return;
      after = documents.at(-1)?.listingId ?? '';
    }
  }

  async #round(): Promise<number> {
    const now = await readNow(this.#db.query);
    await this.#applyChanges(this.#reached - this.#windowMs);
    this.#reached = now;
    await this.#countListed();
    this.#versions.forgetBefore(now - 2 * this.#windowMs);
    this.#roundAt = Date.now();
    if (Date.now() - this.#reconciledAt > reconcileMs) await this.#reconcile();
    return 0;
  }

  /** Counting a million listings takes a while, so it is done as seldom as it takes long. */
  async #countListed(): Promise<void> {
    if (performance.now() < this.#countAgainAt) return;
    const startedAt = performance.now();
    this.#listed = (await this.#index?.size())?.listings ?? 0;
    const tookMs = performance.now() - startedAt;
    this.#countAgainAt = performance.now() + 100 * tookMs;
  }

  async #applyChanges(since: number): Promise<void> {
    let at = since;
    let after = '';
    for (;;) {
      const changes = await readChanges(this.#db.query, at, after, batch);
      const news = changes.filter((change) => this.#versions.isNews(change.id, change.changed_at));
      await this.#apply(
        await readDocuments(
          this.#db.query,
          news.map((change) => change.id),
        ),
      );
      const last = changes.at(-1);
      if (!last || changes.length < batch) return;
      at = last.changed_at;
      after = last.id;
    }
  }

  /** Where the numbers of listed copies differ, every listing is shown to the index again: it keeps what is newer. */
  async #reconcile(): Promise<void> {
    this.#reconciledAt = Date.now();
    const listed = await countListed(this.#db.query);
    const indexed = (await this.#index?.size())?.listings;
    if (listed === indexed) return;
    this.#log.warn({ listed, indexed }, 'the search index differs from the database and is read again');
    for await (const documents of this.#everything(false)) await this.#apply(documents);
  }
}
