import type { Connection, Statement, Tables } from './index-file.ts';
import { findIsbn, isbnsNear } from './isbn.ts';
import type { Match } from './match-editions.ts';
import { Recent } from './recent.ts';

const MOST_OF_AN_ISBN = 50;
/** Answers that are kept, and how long they may be. */
const MOST_KEPT = 500;
const MOST_KEPT_ROWS = 2000;

/** Asks the tables for editions: by words, and by ISBN. */
export class MatchReader {
  readonly #words: Statement;
  readonly #isbns: Statement;
  readonly #recent = new Recent<readonly number[]>(MOST_KEPT);

  constructor(db: Connection, { words, editions }: Tables) {
    this.#words = db.prepare(`SELECT rowid FROM ${words} WHERE ${words} MATCH ? LIMIT ?`).pluck();
    this.#isbns = db
      .prepare(
        `SELECT row FROM json_each(?) AS given CROSS JOIN ${editions} ON isbn = given.value
         WHERE copies > 0 LIMIT ${MOST_OF_AN_ISBN}`,
      )
      .pluck();
  }

  /** Rows that satisfy an expression, lowest first. */
  find(expression: string, limit: number): readonly number[] {
    if (limit > MOST_KEPT_ROWS) return this.#words.all(expression, limit) as number[];
    return this.#recent.get(`${limit}${expression}`, () => this.#words.all(expression, limit) as number[]);
  }

  /** What was found before a change of the index is found again. */
  asOf(version: number): void {
    this.#recent.asOf(version);
  }

  /** By the ISBN in what was typed; else by words; else by an ISBN that is nearly the one typed. */
  match(typed: string, byWords: (typed: string) => Match): Match {
    const asked = findIsbn(typed);
    const exact = asked === null ? [] : this.#editionsOf([asked]);
    if (exact.length > 0) return ofIsbn(exact, false);
    const match = byWords(typed);
    if (match.rows.length > 0) return match;
    const near = isbnsNear(typed);
    return ofIsbn(near.length > 0 ? this.#editionsOf(near) : [], true);
  }

  #editionsOf(isbns: readonly string[]): number[] {
    return this.#isbns.all(JSON.stringify(isbns)) as number[];
  }
}

const ofIsbn = (rows: number[], near: boolean): Match => ({ rows, more: null, slots: [], near });
