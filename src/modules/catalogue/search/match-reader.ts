import type { Connection, Statement, Tables } from './index-file.ts';
import { findIsbn, isbnsNear } from './isbn.ts';
import type { Match } from './match-editions.ts';

const MOST_OF_AN_ISBN = 50;

/** Asks the tables for editions: by words, and by ISBN. */
export class MatchReader {
  readonly #words: Statement;
  readonly #isbns: Statement;

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
  find(expression: string, limit: number): number[] {
    return this.#words.all(expression, limit) as number[];
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

const ofIsbn = (rows: number[], near: boolean): Match => ({ rows, expression: '', slots: [], near });
