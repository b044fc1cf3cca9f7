import { conditionCode, formatCode } from './document-writer.ts';
import { editionText, indexedWords, packText } from './edition-text.ts';
import { FactWriter } from './facts.ts';
import type { Connection, Statement, Tables } from './index-file.ts';
import { normalIsbn } from './isbn.ts';
import type { SearchDocument } from './search-index.ts';

/** What is known of an edition while a rebuild reads documents. */
interface SeenEdition {
  readonly row: number;
  version: number;
  facts: string;
}

/** Everything that documents of the same edition share. */
const factsOf = ({ title, authors, isbn, publisher, language, format, subjects }: SearchDocument): string =>
  `${title}\0${authors.join('\0')}\0${isbn}\0${publisher}\0${language}\0${format}\0${subjects.join('\0')}`;

/**
 * Takes the documents of a rebuild as fast as they come: nothing is indexed yet, and what is looked up for every
 * document is kept in memory until the rebuild ends.
 */
export class BulkWriter {
  readonly termIds = new Map<string, number>();
  watermark = 0;
  readonly #facts: FactWriter;
  readonly #editions = new Map<string, SeenEdition>();
  readonly #putListing: Statement;
  readonly #putEdition: Statement;

  constructor(db: Connection, tables: Tables) {
    this.#facts = new FactWriter(db, tables);
    this.#putEdition = db.prepare(
      `INSERT OR REPLACE INTO ${tables.editions}
         (row, edition_id, version, isbn, language, format, subjects, tokens, words, copies)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    );
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

  #writeEdition(document: SearchDocument): number {
    const known = this.#editions.get(document.editionId);
    if (known && known.version >= document.version) return known.row;
    const facts = factsOf(document);
    const row = known?.row ?? this.#editions.size + 1;
    if (known?.facts !== facts) this.#put(row, document);
    this.#editions.set(document.editionId, { row, version: document.version, facts });
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
