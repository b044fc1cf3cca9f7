import Database from 'better-sqlite3';
import { BulkWriter } from './bulk-writer.ts';
import { DocumentWriter } from './document-writer.ts';
import {
  type Connection,
  createIndexes,
  createTables,
  dropTables,
  readState,
  type Tables,
  tablesOf,
} from './index-file.ts';
import { canBeMisspelt, deletionHashes } from './one-edit.ts';
import type { SearchDocument } from './search-index.ts';

const ROWS_A_TRANSACTION = 20_000;
/** A hash and the number of a term in one number, to sort them natively. */
const TERM_PLACES = 2 ** 21;
const DELETIONS_A_STATEMENT = 64;
const PAGES_TO_CHECKPOINT = 16_000;

/** One rebuild at a time, over all processes that share the file; the lock dies with its process. */
function lockBuilding(file: string): Connection | null {
  const lock = new Database(`${file}.build`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    return null;
  }
}

/** A rebuild under way: documents go into a new generation, which replaces the searched one when it is complete. */
export class Rebuild {
  readonly #db: Connection;
  readonly #lock: Connection;
  readonly #tables: Tables;
  readonly #writer: BulkWriter;
  #uncommitted = 0;

  /** Null while another process, or another call, rebuilds. */
  static begin(db: Connection, file: string): Rebuild | null {
    const lock = lockBuilding(file);
    return lock && new Rebuild(db, lock);
  }

  private constructor(db: Connection, lock: Connection) {
    this.#db = db;
    this.#lock = lock;
    this.#tables = tablesOf(readState(db).generation + 1);
    db.transaction(() => {
      db.exec('UPDATE state SET building = 1; DELETE FROM late_documents');
      dropTables(db, this.#tables);
      createTables(db, this.#tables);
    }).immediate();
    this.#writer = new BulkWriter(db, this.#tables);
    this.#setWords({ hashsize: 33_554_432, automerge: 0, crisismerge: 500 });
    db.pragma(`wal_autocheckpoint = ${PAGES_TO_CHECKPOINT}`);
  }

  add(documents: readonly SearchDocument[]): void {
    if (!this.#db.inTransaction) this.#db.exec('BEGIN IMMEDIATE');
    for (const document of documents) this.#writer.write(document);
    this.#uncommitted += documents.length;
    if (this.#uncommitted >= ROWS_A_TRANSACTION) this.commit();
  }

  /** Lets others write, and those who read see what they wrote. */
  commit(): void {
    if (this.#db.inTransaction) this.#db.exec('COMMIT');
    this.#uncommitted = 0;
  }

  finish(): void {
    this.commit();
    this.#countCopies();
    this.#fillTerms();
    this.#inOne(() => this.#setWords({ optimize: true, hashsize: 1_048_576, automerge: 4, crisismerge: 16 }));
    this.#inOne(() => createIndexes(this.#db, this.#tables));
    this.#db.transaction(() => this.#replaceGeneration()).immediate();
    this.#end();
  }

  /** Gives up; the searched index stays as it is. */
  abandon(): void {
    this.commit();
    this.#inOne(() => {
      dropTables(this.#db, this.#tables);
      this.#db.exec('UPDATE state SET building = NULL; DELETE FROM late_documents');
    });
    this.#end();
  }

  #end(): void {
    this.#db.pragma('wal_autocheckpoint = 1000');
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
    this.#lock.close();
  }

  #inOne(work: () => void): void {
    this.#db.transaction(work).immediate();
  }

  #inChunks(count: number, work: (place: number) => void): void {
    for (let from = 0; from < count; from += ROWS_A_TRANSACTION) {
      const to = Math.min(count, from + ROWS_A_TRANSACTION);
      this.#inOne(() => {
        for (let place = from; place < to; place++) work(place);
      });
    }
  }

  #copies(): Int32Array {
    const copies = new Int32Array(this.#writer.editionCount + 1);
    const each = this.#db.prepare(`SELECT edition_row FROM ${this.#tables.listings} WHERE listed = 1`).pluck();
    for (const row of each.iterate()) copies[row as number] = (copies[row as number] ?? 0) + 1;
    return copies;
  }

  #countCopies(): void {
    const copies = this.#copies();
    const count = this.#db.prepare(`UPDATE ${this.#tables.editions} SET copies = ? WHERE row = ?`);
    const wordsOf = this.#db.prepare(`SELECT words FROM ${this.#tables.editions} WHERE row = ?`).pluck();
    this.#inChunks(this.#writer.editionCount, (place) => {
      const row = place + 1;
      if (copies[row]) count.run(copies[row], row);
      else this.#writer.hide(row, wordsOf.get(row) as string);
    });
  }

  /** Settings of the full-text table, which takes their numbers as literals only. */
  #setWords({ optimize = false, ...settings }: { optimize?: boolean; [setting: string]: number | boolean }): void {
    const { words } = this.#tables;
    if (optimize) this.#db.exec(`INSERT INTO ${words} (${words}) VALUES ('optimize')`);
    for (const [name, value] of Object.entries(settings)) {
      this.#db.exec(`INSERT INTO ${words} (${words}, rank) VALUES ('${name}', ${Number(value)})`);
    }
  }

  #fillTerms(): void {
    const terms = [...this.#writer.termIds].sort(([a], [b]) => (a < b ? -1 : 1));
    const insert = this.#db.prepare(`INSERT INTO ${this.#tables.terms} (id, term, editions) VALUES (?, ?, ?)`);
    this.#inChunks(terms.length, (place) => {
      const [term, id] = terms[place] ?? ['', 0];
      insert.run(id, term, this.#writer.termCounts[id] ?? 0);
    });
    this.#fillDeletions(terms);
  }

  /** In the order of their hashes, since rows that come in order cost a fifth. */
  #fillDeletions(terms: readonly (readonly [string, number])[]): void {
    const keys: number[] = [];
    for (const [term, id] of terms) {
      if (canBeMisspelt(term))
        for (const hash of deletionHashes(term)) keys.push(hash * TERM_PLACES + (id % TERM_PLACES));
    }
    const sorted = Float64Array.from(keys).sort();
    const rows = Array.from({ length: DELETIONS_A_STATEMENT }, () => '(?, ?)').join(', ');
    const insert = (values: string) =>
      this.#db.prepare(`INSERT OR IGNORE INTO ${this.#tables.deletions} (hash, term_id) VALUES ${values}`);
    const [many, one] = [insert(rows), insert('(?, ?)')];
    const pairOf = (key: number) => [Math.floor(key / TERM_PLACES), key % TERM_PLACES];
    const whole = sorted.length - (sorted.length % DELETIONS_A_STATEMENT);
    this.#inChunks(whole / DELETIONS_A_STATEMENT, (place) => {
      const from = place * DELETIONS_A_STATEMENT;
      many.run(Array.from(sorted.subarray(from, from + DELETIONS_A_STATEMENT), pairOf).flat());
    });
    this.#inOne(() => {
      for (const key of sorted.subarray(whole)) one.run(pairOf(key));
    });
  }

  #replaceGeneration(): void {
    const old = tablesOf(this.#tables.generation - 1);
    const late = this.#db.prepare('SELECT document FROM late_documents ORDER BY seq').pluck();
    const writer = new DocumentWriter(this.#db, this.#tables);
    for (const document of late.all()) writer.write(JSON.parse(document as string) as SearchDocument);
    this.#db
      .prepare('UPDATE state SET generation = ?, watermark = max(watermark, ?), building = NULL')
      .run(this.#tables.generation, this.#writer.watermark);
    this.#db.exec('DELETE FROM late_documents');
    dropTables(this.#db, old);
  }
}
