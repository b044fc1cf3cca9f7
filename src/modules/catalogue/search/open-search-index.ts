import { statSync } from 'node:fs';
import { asksForEverything, EverythingBrowser } from './browse-everything.ts';
import { type Connection, openToRead, openToWrite, readState, tablesOf } from './index-file.ts';
import {
  emptyFacets,
  type Facets,
  type SearchAnswer,
  type SearchDocument,
  type SearchIndex,
  type SearchQuery,
  type SearchSize,
} from './search-index.ts';
import { Thread } from './thread-calls.ts';

const PAGE_CACHE_KIB = 2048;
const FACETS_KEPT_MS = 1000;
const REBUILD_POLL_MS = 200;
const DOCUMENTS_A_MESSAGE = 1000;

export interface SearchIndexOptions {
  /** The index's own file; created where it is missing, and again where it is damaged. */
  readonly file: string;
  /** Threads that search; each keeps the facts of all listings in memory. */
  readonly workers?: number;
}

interface Everything {
  readonly facets: Facets;
  readonly total: number;
}

class ThreadedSearchIndex implements SearchIndex {
  readonly #file: string;
  readonly #db: Connection;
  readonly #everything: EverythingBrowser;
  readonly #searchers: Thread[];
  readonly #writer: Thread;
  #kept: { until: number; everything: Promise<Everything> } | null = null;

  constructor({ file, workers = 1 }: SearchIndexOptions) {
    this.#file = file;
    openToWrite(file).close();
    this.#db = openToRead(file, PAGE_CACHE_KIB);
    this.#everything = new EverythingBrowser(this.#db);
    const searcher = () => new Thread(new URL('./search-thread.ts', import.meta.url), { file });
    this.#searchers = Array.from({ length: Math.max(1, workers) }, searcher);
    this.#writer = new Thread(new URL('./writer-thread.ts', import.meta.url), { file });
  }

  /** Loads the index into its threads. */
  async warm(): Promise<void> {
    await Promise.all(this.#searchers.map((searcher) => searcher.call('warm', null)));
  }

  async search(query: SearchQuery): Promise<SearchAnswer> {
    if (!asksForEverything(query)) return (await this.#leastBusy().call('search', query)) as SearchAnswer;
    const page = this.#everything.page(query);
    const { facets, total } = await this.#countEverything();
    const counted = { total, totalIsExact: true, facets: query.facets === true ? facets : emptyFacets() };
    return { ...page, listingIds: [...page.listingIds], ...counted, corrected: null, nearMatches: false };
  }

  async apply(documents: readonly SearchDocument[]): Promise<void> {
    for (let at = 0; at < documents.length; at += DOCUMENTS_A_MESSAGE) {
      await this.#writer.call('apply', documents.slice(at, at + DOCUMENTS_A_MESSAGE));
    }
    this.#kept = null;
  }

  async rebuild(documents: AsyncIterable<readonly SearchDocument[]>): Promise<void> {
    if (!(await this.#beginRebuild())) return;
    try {
      await this.#feed(documents);
    } catch (error) {
      await this.#writer.call('abandonRebuild', null);
      throw error;
    }
    await this.#writer.call('finishRebuild', null);
    this.#kept = null;
    await this.warm();
  }

  watermark(): Promise<number> {
    return Promise.resolve(readState(this.#db).watermark);
  }

  versionsSince(version: number): Promise<{ listingId: string; version: number }[]> {
    const { listings } = tablesOf(readState(this.#db).generation);
    const read = this.#db.prepare<[number], { listingId: string; version: number }>(
      `SELECT listing_id AS listingId, version FROM ${listings} WHERE version >= ? ORDER BY version`,
    );
    return Promise.resolve(read.all(version));
  }

  async size(): Promise<SearchSize> {
    const counted = (await this.#leastBusy().call('size', null)) as Omit<SearchSize, 'fileBytes'>;
    return { ...counted, fileBytes: statSync(this.#file).size };
  }

  async close(): Promise<void> {
    await Promise.all([this.#writer, ...this.#searchers].map((thread) => thread.stop()));
    this.#db.close();
  }

  #leastBusy(): Thread {
    return this.#searchers.reduce((best, searcher) => (searcher.pending < best.pending ? searcher : best));
  }

  /** The counts of the whole shop, at most a second old. */
  #countEverything(): Promise<Everything> {
    const now = performance.now();
    if (this.#kept && now < this.#kept.until) return this.#kept.everything;
    const everything = this.#leastBusy().call('browseFacets', null) as Promise<Everything>;
    this.#kept = { until: now + FACETS_KEPT_MS, everything };
    everything.catch(() => {
      this.#kept = null;
    });
    return everything;
  }

  /** Waits for a rebuild of another process; false where that has just built the index. */
  async #beginRebuild(): Promise<boolean> {
    const before = readState(this.#db).generation;
    while (!(await this.#writer.call('beginRebuild', null))) {
      await new Promise((resolve) => setTimeout(resolve, REBUILD_POLL_MS));
      if (readState(this.#db).generation !== before) return false;
    }
    return true;
  }

  /** Reads the next documents while the last ones are written. */
  async #feed(documents: AsyncIterable<readonly SearchDocument[]>): Promise<void> {
    let writing: Promise<unknown> = Promise.resolve();
    for await (const batch of documents) {
      await writing;
      writing = this.#writer.call('addToRebuild', batch);
      writing.catch(() => undefined);
    }
    await writing;
  }
}

/** Opens a search index; resolves when it can be searched. It is complete only as far as its watermark says. */
export async function openSearchIndex(options: SearchIndexOptions): Promise<SearchIndex> {
  const index = new ThreadedSearchIndex(options);
  await index.warm();
  return index;
}
