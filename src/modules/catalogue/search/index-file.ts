import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

export type Connection = Database.Database;
export type Statement = Database.Statement;

/** A file written in another layout is thrown away: the index can always be built again. */
const LAYOUT = 1;
const BUSY_MS = 20_000;

/** Tables come in generations, so that a rebuild stands beside the index that is being searched, and replaces it at once. */
export interface Tables {
  readonly generation: number;
  readonly listings: string;
  readonly editions: string;
  readonly words: string;
  readonly terms: string;
  readonly deletions: string;
  readonly facts: string;
  readonly changes: string;
}

export const tablesOf = (generation: number): Tables => ({
  generation,
  listings: `listings_${generation}`,
  editions: `editions_${generation}`,
  words: `words_${generation}`,
  terms: `terms_${generation}`,
  deletions: `deletions_${generation}`,
  facts: `facts_${generation}`,
  changes: `changes_${generation}`,
});

const TABLE_KINDS = ['listings', 'editions', 'words', 'terms', 'deletions', 'facts', 'changes'] as const;

/** `removed` listings stay as rows, so that a late, older document cannot bring them back. */
export function createTables(db: Connection, tables: Tables): void {
  db.exec(`
    CREATE TABLE ${tables.listings} (row INTEGER PRIMARY KEY, listing_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,
      listed INTEGER NOT NULL, edition_row INTEGER NOT NULL, condition INTEGER NOT NULL, price_minor INTEGER NOT NULL,
      city INTEGER NOT NULL, seller INTEGER NOT NULL, published_at INTEGER NOT NULL) STRICT;
    CREATE TABLE ${tables.editions} (row INTEGER PRIMARY KEY, edition_id TEXT NOT NULL, version INTEGER NOT NULL,
      isbn TEXT, language INTEGER NOT NULL, format INTEGER NOT NULL, subjects INTEGER NOT NULL, copies INTEGER NOT NULL,
      tokens BLOB NOT NULL, words TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE ${tables.words} USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
    CREATE TABLE ${tables.terms} (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, editions INTEGER NOT NULL) STRICT;
    CREATE TABLE ${tables.deletions} (hash INTEGER, term_id INTEGER, PRIMARY KEY (hash, term_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE ${tables.facts} (kind TEXT, id INTEGER, value TEXT NOT NULL, PRIMARY KEY (kind, id), UNIQUE (kind, value))
      STRICT, WITHOUT ROWID;
    CREATE TABLE ${tables.changes} (seq INTEGER PRIMARY KEY AUTOINCREMENT, listing_row INTEGER NOT NULL) STRICT;`);
}

/** What single rows are found by, and the orders for browsing without words, which hold listed copies only. */
export function createIndexes(db: Connection, tables: Tables): void {
  const { listings, editions } = tables;
  db.exec(`
    CREATE INDEX ${listings}_newest ON ${listings} (published_at, row) WHERE listed = 1;
    CREATE INDEX ${listings}_price ON ${listings} (price_minor, row) WHERE listed = 1;
    CREATE INDEX ${listings}_seller ON ${listings} (seller, published_at, row) WHERE listed = 1;
    CREATE UNIQUE INDEX ${editions}_id ON ${editions} (edition_id);
    CREATE INDEX ${editions}_isbn ON ${editions} (isbn) WHERE isbn IS NOT NULL;`);
}

export function dropTables(db: Connection, tables: Tables): void {
  for (const kind of TABLE_KINDS) db.exec(`DROP TABLE IF EXISTS ${tables[kind]}`);
}

interface State {
  readonly generation: number;
  readonly watermark: number;
}

export const readState = (db: Connection): State =>
  db.prepare<[], State>('SELECT generation, watermark FROM state').get() ?? { generation: 0, watermark: 0 };

function createLayout(db: Connection): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS state (only INTEGER PRIMARY KEY CHECK (only = 1), generation INTEGER NOT NULL,
      watermark INTEGER NOT NULL, building INTEGER, building_at INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE IF NOT EXISTS late_documents (seq INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT;
    INSERT INTO state (only, generation, watermark) VALUES (1, 1, 0);`);
  createTables(db, tablesOf(1));
  createIndexes(db, tablesOf(1));
  db.pragma(`user_version = ${LAYOUT}`);
}

function connect(file: string, cacheKib: number): Connection {
  const db = new Database(file, { timeout: BUSY_MS });
  db.pragma(`cache_size = -${cacheKib}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('temp_store = MEMORY');
  return db;
}

const layoutOf = (db: Connection): number => Number(db.pragma('user_version', { simple: true }));

/** Null where the file has another layout. */
function openLayout(file: string, cacheKib: number): Connection | null {
  const db = connect(file, cacheKib);
  db.transaction(() => {
    if (layoutOf(db) === 0) createLayout(db);
  }).immediate();
  if (layoutOf(db) === LAYOUT) return db;
  db.close();
  return null;
}

const isDamaged = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);

function openUndamaged(file: string, cacheKib: number): Connection | null {
  try {
    return openLayout(file, cacheKib);
  } catch (error) {
    if (isDamaged(error)) return null;
    throw error;
  }
}

function removeIndexFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** Opens the index file to write it; creates it where it is missing, damaged, or of another layout. */
export function openToWrite(file: string, cacheKib = 4096): Connection {
  mkdirSync(dirname(file), { recursive: true });
  const known = openUndamaged(file, cacheKib);
  if (known) return known;
  removeIndexFile(file);
  const fresh = openLayout(file, cacheKib);
  if (!fresh) throw new Error('the search index file cannot be created');
  return fresh;
}

/** Opens the index file to read it; it must be there. */
export function openToRead(file: string, cacheKib: number): Connection {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  db.pragma(`cache_size = -${cacheKib}`);
  db.pragma('temp_store = MEMORY');
  db.pragma('query_only = ON');
  return db;
}
