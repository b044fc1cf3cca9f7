import { conditionCode, formatCode } from './document-writer.ts';
import { countedInIndexed, countedWords, editionText, indexedWords, packText } from './edition-text.ts';
import { FactWriter } from './facts.ts';
import type { Connection, Statement, Tables } from './index-file.ts';
import { normalIsbn } from './isbn.ts';
import type { SearchDocument } from './search-index.ts';

/** What is known of an edition while a rebuild reads documents. */
interface SeenEdition {
  readonly row: number;
  version: number;
  facts: number;
}

/** A hash of all that documents of the same edition share. */
function factsOf({ title, authors, isbn, publisher, language, format, subjects }: SearchDocument): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (const text of [title, isbn ?? '', publisher ?? '', language ?? '', format ?? '', ...authors, ...subjects]) {
    for (let at = 0; at < text.length; at++) {
      low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
      high = Math.imul(high + text.charCodeAt(at), 0x5bd1e995);
    }
    low = Math.imul(low ^ 0xffff, 0x01000193);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/**
 * Takes the documents of a rebuild as fast as they come: each edition is written once, and what is looked up for
 * every document is kept in memory until the rebuild ends.
 */
export class BulkWriter {
  readonly termIds = new Map<string, number>();
  /** In how many editions each term stands, by its number. */
  readonly termCounts: number[] = [0];
  watermark = 0;
  readonly #facts: FactWriter;
  readonly #editions = new Map<string, SeenEdition>();
  readonly #putListing: Statement;
  readonly #insertEdition: Statement;
  readonly #removeEdition: Statement;
  readonly #insertWords: Statement;
  readonly #removeWords: Statement;

  constructor(db: Connection, { listings, editions, words, ...others }: Tables) {
    this.#facts = new FactWriter(db, { listings, editions, words, ...others });
    this.#insertEdition = db.prepare(
      `INSERT INTO ${editions} (row, edition_id, version, isbn, language, format, subjects, tokens, words, copies)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    );
    this.#removeEdition = db.prepare(`DELETE FROM ${editions} WHERE row = ? RETURNING words`).pluck();
    this.#insertWords = db.prepare(`INSERT INTO ${words} (rowid, words) VALUES (?, ?)`);
    this.#removeWords = db.prepare(`DELETE FROM ${words} WHERE rowid = ?`);
    this.#putListing = db.prepare(
      `INSERT INTO ${listings}
         (listing_id, version, listed, edition_row, condition, price_minor, city, seller, published_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (listing_id) DO UPDATE SET version = excluded.version, listed = excluded.listed,
         edition_row = excluded.edition_row, condition = excluded.condition, price_minor = excluded.price_minor,
         city = excluded.city, seller = excluded.seller, published_at = excluded.published_at
       WHERE excluded.version >= version`,
    );
  }

  get editionCount(): number {
    return this.#editions.size;
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

  /** An edition that turned out to have no listed copy is not searched for. */
  hide(row: number, words: string): void {
    this.#removeWords.run(row);
    this.#count(countedInIndexed(words), -1);
  }

  #writeEdition(document: SearchDocument): number {
    const facts = factsOf(document);
    const known = this.#editions.get(document.editionId);
    if (!known) return this.#addEdition(document, facts);
    if (known.version >= document.version) return known.row;
    known.version = document.version;
    if (known.facts === facts) return known.row;
    known.facts = facts;
    this.hide(known.row, this.#removeEdition.get(known.row) as string);
    this.#put(known.row, document);
    return known.row;
  }

  #addEdition(document: SearchDocument, facts: number): number {
    const row = this.#editions.size + 1;
    this.#editions.set(document.editionId, { row, version: document.version, facts });
    this.#put(row, document);
    return row;
  }

  #put(row: number, document: SearchDocument): void {
    const text = editionText(document);
    const words = indexedWords(text);
    this.#insertEdition.run(
      row,
      document.editionId,
      document.version,
      document.isbn === null ? null : normalIsbn(document.isbn),
      this.#facts.idOf('language', document.language),
      formatCode(document),
      this.#facts.subjectsId(document.subjects),
      packText(text, (word) => this.#termId(word)),
      words,
    );
    this.#insertWords.run(row, words);
    this.#count(countedWords(text), 1);
  }

  #count(words: readonly string[], by: 1 | -1): void {
    for (const word of words) {
      const id = this.#termId(word);
      this.termCounts[id] = (this.termCounts[id] ?? 0) + by;
    }
  }

  #termId(word: string): number {
    const known = this.termIds.get(word);
    if (known !== undefined) return known;
    const id = this.termIds.size + 1;
    this.termIds.set(word, id);
    return id;
  }
}
