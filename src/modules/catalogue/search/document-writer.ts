import {
  countedInIndexed,
  countedWords,
  type EditionText,
  editionText,
  indexedWords,
  packText,
} from './edition-text.ts';
import { FactWriter, FORMATS } from './facts.ts';
import type { Connection, Statement, Tables } from './index-file.ts';
import { normalIsbn } from './isbn.ts';
import { SEARCH_CONDITIONS, type SearchDocument } from './search-index.ts';
import { TermWriter } from './term-writer.ts';

interface StoredListing {
  readonly row: number;
  readonly version: number;
  readonly listed: number;
  readonly edition_row: number;
}

interface StoredEdition {
  readonly row: number;
  readonly version: number;
  readonly copies: number;
  readonly isbn: string | null;
  readonly language: number;
  readonly format: number;
  readonly subjects: number;
  readonly words: string;
  readonly tokens: Buffer;
}

type EditionValues = Omit<StoredEdition, 'row' | 'copies'>;

const isDifferent = (edition: EditionValues, known: StoredEdition): boolean =>
  edition.isbn !== known.isbn ||
  edition.language !== known.language ||
  edition.format !== known.format ||
  edition.subjects !== known.subjects ||
  edition.words !== known.words ||
  !edition.tokens.equals(known.tokens);

const LISTING_VALUES = 'listed, edition_row, condition, price_minor, city, seller, published_at';
const EDITION_VALUES = 'row, version, copies, isbn, language, format, subjects, words, tokens';

export const conditionCode = (document: SearchDocument): number => SEARCH_CONDITIONS.indexOf(document.condition);
export const formatCode = (document: SearchDocument): number => Math.max(0, FORMATS.indexOf(document.format ?? ''));

/** Writes documents into one generation, one by one, within the caller's transaction. */
export class DocumentWriter {
  readonly #terms: TermWriter;
  readonly #facts: FactWriter;
  readonly #listing: Statement;
  readonly #sameListing: Statement;
  readonly #putListing: Statement;
  readonly #hideListing: Statement;
  readonly #edition: Statement;
  readonly #editionByRow: Statement;
  readonly #insertEdition: Statement;
  readonly #updateEdition: Statement;
  readonly #countCopy: Statement;
  readonly #putWords: Statement;
  readonly #removeWords: Statement;
  readonly #change: Statement;

  constructor(db: Connection, tables: Tables) {
    const { listings, editions, words, changes } = tables;
    this.#terms = new TermWriter(db, tables);
    this.#facts = new FactWriter(db, tables);
    this.#listing = db.prepare(`SELECT row, version, listed, edition_row FROM ${listings} WHERE listing_id = ?`);
    this.#sameListing = db
      .prepare(`SELECT 1 FROM ${listings} WHERE row = ? AND (${LISTING_VALUES}) = (?, ?, ?, ?, ?, ?, ?)`)
      .pluck();
    this.#putListing = db
      .prepare(
        `INSERT INTO ${listings} (listing_id, version, ${LISTING_VALUES}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (listing_id) DO UPDATE SET version = excluded.version,
           (${LISTING_VALUES}) = (excluded.listed, excluded.edition_row, excluded.condition, excluded.price_minor,
             excluded.city, excluded.seller, excluded.published_at) RETURNING row`,
      )
      .pluck();
    this.#hideListing = db.prepare(`UPDATE ${listings} SET listed = 0, version = ? WHERE row = ?`);
    this.#edition = db.prepare(`SELECT ${EDITION_VALUES} FROM ${editions} WHERE edition_id = ?`);
    this.#editionByRow = db.prepare(`SELECT ${EDITION_VALUES} FROM ${editions} WHERE row = ?`);
    this.#insertEdition = db
      .prepare(
        `INSERT INTO ${editions} (edition_id, version, isbn, language, format, subjects, tokens, words, copies)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING row`,
      )
      .pluck();
    this.#updateEdition = db.prepare(
      `UPDATE ${editions} SET version = ?, isbn = ?, language = ?, format = ?, subjects = ?, tokens = ?, words = ?
       WHERE row = ?`,
    );
    this.#countCopy = db.prepare(`UPDATE ${editions} SET copies = copies + ? WHERE row = ? RETURNING copies`).pluck();
    this.#putWords = db.prepare(`INSERT OR REPLACE INTO ${words} (rowid, words) VALUES (?, ?)`);
    this.#removeWords = db.prepare(`DELETE FROM ${words} WHERE rowid = ?`);
    this.#change = db.prepare(`INSERT INTO ${changes} (listing_row) VALUES (?)`);
  }

  /** Forgets what a rolled back transaction may have numbered. */
  forget(): void {
    this.#facts.forget();
  }

  /** Takes one document; false where it said nothing new. */
  write(document: SearchDocument): boolean {
    const known = this.#listing.get(document.listingId) as StoredListing | undefined;
    if (known && known.version > document.version) return false;
    return document.listed ? this.#list(document, known) : this.#hide(document, known);
  }

  #hide(document: SearchDocument, known: StoredListing | undefined): boolean {
    if (known?.listed === 0 && known.version === document.version) return false;
    if (!known) return this.#rememberHidden(document);
    this.#hideListing.run(document.version, known.row);
    if (known.listed) this.#takeCopy(known.edition_row);
    this.#change.run(known.row);
    return true;
  }

  /** A removal that comes before what it removes is kept, so that the older document finds it. */
  #rememberHidden(document: SearchDocument): boolean {
    this.#putListing.get(document.listingId, document.version, 0, 0, 0, 0, 0, 0, 0);
    return true;
  }

  #list(document: SearchDocument, known: StoredListing | undefined): boolean {
    const edition = this.#writeEdition(document);
    const values = this.#listingValues(document, edition.row);
    if (known?.version === document.version && !edition.changed && this.#sameListing.get(known.row, ...values)) {
      return false;
    }
    const row = this.#putListing.get(document.listingId, document.version, ...values);
    const wasThere = known?.listed === 1 && known.edition_row === edition.row;
    if (known?.listed === 1 && !wasThere) this.#takeCopy(known.edition_row);
    if (!wasThere) this.#addCopy(edition.row);
    this.#change.run(row);
    return true;
  }

  #listingValues(document: SearchDocument, editionRow: number): number[] {
    const city = this.#facts.idOf('city', document.city);
    const seller = this.#facts.idOf('seller', document.sellerId);
    return [1, editionRow, conditionCode(document), document.priceMinor, city, seller, document.publishedAt];
  }

  /** Sets an edition's facts and words, unless a newer document has set them. */
  #writeEdition(document: SearchDocument): { row: number; changed: boolean } {
    const known = this.#edition.get(document.editionId) as StoredEdition | undefined;
    if (known && known.version > document.version) return { row: known.row, changed: false };
    const text = editionText(document);
    const edition = this.#describe(document, text);
    if (!known) return { row: this.#insert(document.editionId, edition), changed: true };
    const changed = isDifferent(edition, known);
    if (changed || known.version < document.version) this.#update(known.row, edition);
    if (known.copies > 0 && known.words !== edition.words) this.#replaceWords(known, edition.words, countedWords(text));
    return { row: known.row, changed };
  }

  #describe(document: SearchDocument, text: EditionText): EditionValues {
    return {
      version: document.version,
      isbn: document.isbn === null ? null : normalIsbn(document.isbn),
      language: this.#facts.idOf('language', document.language),
      format: formatCode(document),
      subjects: this.#facts.subjectsId(document.subjects),
      words: indexedWords(text),
      tokens: packText(text, (word) => this.#terms.idOf(word)),
    };
  }

  #insert(editionId: string, edition: EditionValues): number {
    const { version, isbn, language, format, subjects, tokens, words } = edition;
    return Number(this.#insertEdition.get(editionId, version, isbn, language, format, subjects, tokens, words));
  }

  #update(row: number, edition: EditionValues): void {
    const { version, isbn, language, format, subjects, tokens, words } = edition;
    this.#updateEdition.run(version, isbn, language, format, subjects, tokens, words, row);
  }

  #replaceWords(known: StoredEdition, words: string, counted: readonly string[]): void {
    this.#terms.count(countedInIndexed(known.words), -1);
    this.#terms.count(counted, 1);
    this.#putWords.run(known.row, words);
  }

  /** An edition is searched for its words while at least one copy of it is listed. */
  #addCopy(editionRow: number): void {
    if (this.#countCopy.get(1, editionRow) !== 1) return;
    const edition = this.#editionByRow.get(editionRow) as StoredEdition;
    this.#putWords.run(editionRow, edition.words);
    this.#terms.count(countedInIndexed(edition.words), 1);
  }

  #takeCopy(editionRow: number): void {
    if (this.#countCopy.get(-1, editionRow) !== 0) return;
    const edition = this.#editionByRow.get(editionRow) as StoredEdition;
    this.#removeWords.run(editionRow);
    this.#terms.count(countedInIndexed(edition.words), -1);
  }
}
