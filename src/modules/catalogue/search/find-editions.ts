import type { EditionColumns } from './columns.ts';
import type { MatchReader } from './match-reader.ts';
import { EditionScorer } from './score-editions.ts';
import { commonness, expressionOf, type Slot } from './slots.ts';

/** A word in at most so many editions is looked up alone; whether they hold the other words is seen in memory. */
const RARE = 500;

/** Finds the editions that hold words: by the full-text table for the rarest word, in memory for the rest. */
export class EditionFinder {
  readonly #reader: MatchReader;
  readonly #editions: EditionColumns;

  constructor(reader: MatchReader, editions: EditionColumns) {
    this.#reader = reader;
    this.#editions = editions;
  }

  /** Rows that satisfy every slot, lowest first. */
  holdingAll(slots: readonly Slot[], limit: number): readonly number[] {
    const inText = slots.filter((slot) => !slot.elsewhere).sort((a, b) => commonness(a) - commonness(b));
    const rarest = inText[0];
    if (!rarest || slots.length === 1 || commonness(rarest) > RARE)
      return this.#reader.find(expressionOf(slots), limit);
    const asked = [rarest, ...slots.filter((slot) => slot.elsewhere)];
    const rows = this.#reader.find(expressionOf(asked), limit);
    if (inText.length === 1 || rows.length === 0) return rows;
    const scorer = this.scorerOf(inText);
    return rows.filter((row) => scorer.missingIn(row) === 0);
  }

  /** Rows that satisfy at least all but one of the three rarest slots, lowest first. */
  holdingMost(slots: readonly Slot[], limit: number): readonly number[] {
    const rarest = [...slots].sort((a, b) => commonness(a) - commonness(b)).slice(0, 3);
    const pairs = rarest.map((slot) => rarest.filter((other) => other !== slot)).filter((pair) => pair.length > 0);
    return this.#reader.find(pairs.map((pair) => `(${expressionOf(pair)})`).join(' OR '), limit);
  }

  holdingAny(slots: readonly Slot[], limit: number): readonly number[] {
    return this.#reader.find(slots.map((slot) => expressionOf([slot])).join(' OR '), limit);
  }

  scorerOf(slots: readonly Slot[]): EditionScorer {
    const editions = Math.max(1, this.#editions.last);
    const weights = slots.map((slot) => Math.log(1 + editions / (1 + commonness(slot))));
    return new EditionScorer(this.#editions, slots, weights);
  }
}
