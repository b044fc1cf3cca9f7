import type { Connection, Statement, Tables } from './index-file.ts';
import { beginningsOneEditAway, canBeMisspelt, deletionHashes, withinOneEdit } from './one-edit.ts';
import { Recent } from './recent.ts';

/** A word that stands in the title or authors of at least one edition with listed copies. */
export interface Term {
  readonly id: number;
  readonly term: string;
  /** In how many editions it stands. */
  readonly editions: number;
}

const MOST_TYPO_TERMS = 40;
const MOST_SPLITS = 6;
const MOST_KEPT = 5000;

/** Reads the words of an index: which there are, which begin like one, which are one typo away. */
export class Dictionary {
  readonly #find: Statement;
  readonly #range: Statement;
  readonly #near: Statement;
  readonly #beginning: Statement;
  readonly #recent = new Recent<Term | null>(MOST_KEPT);

  constructor(db: Connection, { terms, deletions }: Tables) {
    const fields = ['id', 'term', 'editions'].map((field) => `${terms}.${field}`).join(', ');
    this.#find = db.prepare(`SELECT ${fields} FROM ${terms} WHERE term = ? AND editions > 0`);
    this.#range = db.prepare(
      `SELECT ${fields} FROM ${terms} WHERE term > ? AND term < ? AND editions > 0 ORDER BY editions DESC LIMIT ?`,
    );
    this.#near = db.prepare(
      `SELECT DISTINCT ${fields} FROM json_each(?) AS given
       CROSS JOIN ${deletions} ON hash = given.value CROSS JOIN ${terms} ON ${terms}.id = term_id
       WHERE editions > 0 ORDER BY editions DESC LIMIT 400`,
    );
    this.#beginning = db.prepare(
      `SELECT DISTINCT ${fields} FROM json_each(?) AS given
       CROSS JOIN ${terms} ON term >= given.value AND term < given.value || char(0x10FFFF)
       WHERE editions > 0 ORDER BY editions DESC LIMIT ?`,
    );
  }

  find(word: string): Term | undefined {
    return this.#recent.get(word, () => (this.#find.get(word) as Term | undefined) ?? null) ?? undefined;
  }

  /** What was found before a change of the index is found again. */
  asOf(version: number): void {
    this.#recent.asOf(version);
  }

  /** Longer words that begin with this one, those in most editions first. */
  beginningWith(prefix: string, limit: number): Term[] {
    return this.#range.all(prefix, `${prefix}\u{10FFFF}`, limit) as Term[];
  }

  /** Words one typo away, those in most editions first. */
  near(word: string): Term[] {
    if (word.length < 2 || (word.length > 2 && !canBeMisspelt(word))) return [];
    const terms = this.#near.all(JSON.stringify(deletionHashes(word))) as Term[];
    return terms.filter(({ term }) => term !== word && withinOneEdit(word, term)).slice(0, MOST_TYPO_TERMS);
  }

  /** Words that begin with this one as it might have been meant, with one typo. */
  beginningNear(prefix: string): Term[] {
    if (prefix.length < 4 || prefix.length > 12 || !canBeMisspelt(prefix)) return [];
    return this.#beginning.all(JSON.stringify(beginningsOneEditAway(prefix)), MOST_TYPO_TERMS) as Term[];
  }

  /** Two words that, written as one, are this word. */
  splits(word: string): [Term, Term][] {
    const found: [Term, Term][] = [];
    for (let at = 2; at <= word.length - 2 && word.length <= 30; at++) {
      const left = this.find(word.slice(0, at));
      const right = left && this.find(word.slice(at));
      if (left && right) found.push([left, right]);
    }
    const rarer = ([left, right]: [Term, Term]) => Math.min(left.editions, right.editions);
    return found.sort((a, b) => rarer(b) - rarer(a)).slice(0, MOST_SPLITS);
  }
}
