import { conditionCode, formatCode } from './document-writer.ts';
import { editionText, indexedWords, packText } from './edition-text.ts';
import { FactWriter } from './facts.ts';
import type { Connection, Statement, Tables } from './index-file.ts';
import { normalIsbn } from './isbn.ts';
import type { SearchDocument } from './search-index.ts';

/** Editions while a rebuild reads documents: in a temporary table, numbered as they come. */
export const RAW_EDITIONS = 'temp.raw_editions';

/**
 * Takes the documents of a rebuild as fast as they come: nothing is indexed yet, and what is looked up for every
 * document is kept in memory until the rebuild ends.
 */
export class BulkWriter {
  readonly termIds = new Map<string, number>();
  watermark = 0;
  readonly #facts: FactWriter;
  readonly #editionRows = new Map<string, number>();
  readonly #editionVersions: number[] = [0];
  readonly #putListing: Statement;
  readonly #putEdition: Statement;

  constructor(db: Connection, tables: Tables) {
    this.#facts = new FactWriter(db, tables);
    db.exec(`DROP TABLE IF EXISTS ${RAW_EDITIONS};
      CREATE TEMP TABLE raw_editions (row INTEGER PRIMARY KEY, edition_id TEXT, version INTEGER, isbn TEXT,
        language INTEGER, format INTEGER, subjects INTEGER, tokens BLOB, words TEXT)`);
    this.#putEdition = db.prepare(`INSERT OR REPLACE INTO ${RAW_EDITIONS} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#putListing = db.prepare(
      `INSERT INTO ${tables.listings}
         (listing_id, version, listed, edition_row, condition, price_minor, city, seller, published_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (listing_id) DO UPDATE SET version = excluded.version, listed = excluded.listed,
         edition_row = excluded.edition_row, condition = excluded.condition, price_minor = excluded.price_minor,
         city = excluded.city, seller = excluded.seller, published_at = excluded.published_at
       WHERE excluded.version >= version`,
    );
  }

  write(document: SearchDocument): void {
    if (document.version > this.watermark) this.watermark = document.version;
    const edition = document.listed ? this.#writeEdition(document) : 0;
    this.#putListing.run(
      document.listingId,
      document.version,
      document.listed ? 1 : 0,
      edition,
      conditionCode(document),
      document.priceMinor,
      this.#facts.idOf('city', document.city),
      this.#facts.idOf('seller', document.sellerId),
      document.publishedAt,
    );
  }

  #writeEdition(document: SearchDocument): number {
    const known = this.#editionRows.get(document.editionId);
    if (known !== undefined && (this.#editionVersions[known] ?? 0) >= document.version) return known;
    const row = known ?? this.#editionRows.size + 1;
    this.#editionRows.set(document.editionId, row);
    this.#editionVersions[row] = document.version;
    this.#put(row, document);
    return row;
  }

  #put(row: number, document: SearchDocument): void {
    const text = editionText(document);
    this.#putEdition.run(
      row,
      document.editionId,
      document.version,
      document.isbn === null ? null : normalIsbn(document.isbn),
      this.#facts.idOf('language', document.language),
      formatCode(document),
      this.#facts.subjectsId(document.subjects),
      packText(text, (word) => this.#termId(word)),
      indexedWords(text),
    );
  }

  #termId(word: string): number {
    const known = this.termIds.get(word);
    if (known !== undefined) return known;
    const id = this.termIds.size + 1;
    this.termIds.set(word, id);
    return id;
  }
}
