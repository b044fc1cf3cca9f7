import { DocumentWriter } from './document-writer.ts';
import { type Connection, readState, tablesOf } from './index-file.ts';
import type { SearchDocument } from './search-index.ts';

/** Changes are kept this long for those who follow them; who is further behind reads everything. */
const KEPT_CHANGES = 50_000;
const DOCUMENTS_A_TRANSACTION = 100;

/** Applies documents to the current generation of an index file. */
export class DocumentApplier {
  readonly #db: Connection;
  #writer: DocumentWriter | null = null;
  #generation = -1;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Idempotent; short transactions, so that other processes get their turn. */
  apply(documents: readonly SearchDocument[]): void {
    for (let at = 0; at < documents.length; at += DOCUMENTS_A_TRANSACTION) {
      this.#applySome(documents.slice(at, at + DOCUMENTS_A_TRANSACTION));
    }
  }

  #applySome(documents: readonly SearchDocument[]): void {
    try {
      this.#db.transaction(() => this.#write(documents)).immediate();
    } catch (error) {
      this.#writer?.forget();
      throw error;
    }
  }

  #write(documents: readonly SearchDocument[]): void {
    const { generation, watermark } = readState(this.#db);
    const writer = this.#writerOf(generation);
    let highest = watermark;
    let written = false;
    for (const document of documents) {
      if (writer.write(document)) written = true;
      if (document.version > highest) highest = document.version;
    }
    if (highest > watermark) this.#db.prepare('UPDATE state SET watermark = ?').run(highest);
    if (written) this.#forgetOldChanges(generation);
    this.#keepForRebuild(documents);
  }

  #writerOf(generation: number): DocumentWriter {
    if (this.#writer && this.#generation === generation) return this.#writer;
    this.#generation = generation;
    this.#writer = new DocumentWriter(this.#db, tablesOf(generation));
    return this.#writer;
  }

  #forgetOldChanges(generation: number): void {
    const { changes } = tablesOf(generation);
    this.#db.prepare(`DELETE FROM ${changes} WHERE seq < (SELECT max(seq) FROM ${changes}) - ?`).run(KEPT_CHANGES);
  }

  /** While a rebuild is under way, somewhere, what is applied now must reach the index that it builds too. */
  #keepForRebuild(documents: readonly SearchDocument[]): void {
    const building = this.#db.prepare('SELECT building FROM state').pluck().get();
    if (building === null) return;
    const keep = this.#db.prepare('INSERT INTO late_documents (document) VALUES (?)');
    for (const document of documents) keep.run(JSON.stringify(document));
  }
}
