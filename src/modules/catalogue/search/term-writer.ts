import type { Connection, Statement, Tables } from './index-file.ts';
import { canBeMisspelt, deletionHashes } from './one-edit.ts';

/** Keeps the dictionary: each word of a title or an author, in how many editions it stands, and its deletions. */
export class TermWriter {
  readonly #find: Statement;
  readonly #insert: Statement;
  readonly #count: Statement;
  readonly #insertDeletion: Statement;

  constructor(db: Connection, { terms, deletions }: Tables) {
    this.#find = db.prepare(`SELECT id FROM ${terms} WHERE term = ?`).pluck();
    this.#insert = db.prepare(`INSERT INTO ${terms} (term, editions) VALUES (?, 0) RETURNING id`).pluck();
    this.#count = db.prepare(`UPDATE ${terms} SET editions = editions + ? WHERE term = ?`);
    this.#insertDeletion = db.prepare(`INSERT OR IGNORE INTO ${deletions} (hash, term_id) VALUES (?, ?)`);
  }

  idOf(term: string): number {
    const known = this.#find.get(term);
    if (known !== undefined) return Number(known);
    const id = Number(this.#insert.get(term));
    if (canBeMisspelt(term)) for (const hash of deletionHashes(term)) this.#insertDeletion.run(hash, id);
    return id;
  }

  /** One more (+1) or one fewer (−1) edition holds these words. */
  count(words: readonly string[], by: 1 | -1): void {
    for (const word of words) this.#count.run(by, word);
  }
}
