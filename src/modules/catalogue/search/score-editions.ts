import type { EditionColumns } from './columns.ts';
import { PACKED_HEAD } from './edition-text.ts';
import { rankOf, type Standing } from './rank.ts';
import { type Alternative, COST, type Slot } from './slots.ts';

const COST_OF_A_TYPO = 12;
const NOWHERE = -1;

/** One way to read one slot; its words are needles `from` to `to`. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly read: Alternative;
}

/** Scores editions for one reading of a query; reads only numbers in memory. */
export class EditionScorer {
  readonly #editions: EditionColumns;
  readonly #slots: readonly Slot[];
  readonly #weights: readonly number[];
  readonly #needlesOf = new Map<number, number[]>();
  readonly #ways: Way[][];
  readonly #inTitle: Int16Array;
  readonly #inAuthors: Int16Array;
  readonly #seen: Uint8Array;
  readonly #standing: Standing;
  /** The weight of the slots that the last edition satisfied. */
  satisfied = 0;

  constructor(editions: EditionColumns, slots: readonly Slot[], weights: readonly number[]) {
    this.#editions = editions;
    this.#slots = slots;
    this.#weights = weights;
    let needles = 0;
    this.#ways = slots.map((slot) =>
      slot.alternatives.map((read) => {
        const from = needles;
        for (const { id } of read.terms) this.#need(id, needles++);
        return { from, to: needles, read };
      }),
    );
    this.#inTitle = new Int16Array(needles);
    this.#inAuthors = new Int16Array(needles);
    this.#seen = new Uint8Array(needles);
    this.#standing = blankStanding(slots.length);
  }

  score(row: number): number {
    const at = this.#editions.textAt[row] ?? 0;
    this.#find(at);
    const cost = this.#settle();
    const copies = this.#editions.copies[row] ?? 0;
    const likely = Math.log2(1 + copies) * 0.4 - this.#standing.titleLength * 0.06;
    return rankOf(this.#standing) + likely - cost * COST_OF_A_TYPO;
  }

  /** How many slots an edition does not satisfy. */
  missingIn(row: number): number {
    this.#find(this.#editions.textAt[row] ?? 0);
    let missing = 0;
    for (let slot = 0; slot < this.#slots.length; slot++) if (!this.#bestWay(slot)) missing++;
    return missing;
  }

  /** How the last edition that was scored satisfied a slot; undefined where it did not, or elsewhere. */
  wayOf(slot: number): Alternative | undefined {
    return this.#bestWay(slot)?.read;
  }

  #need(term: number, needle: number): void {
    const others = this.#needlesOf.get(term);
    if (others) others.push(needle);
    else this.#needlesOf.set(term, [needle]);
  }

  /** Marks where each needle stands, and counts the words of the title that were typed. */
  #find(at: number): void {
    const { texts } = this.#editions;
    const standing = this.#standing;
    const lengths = texts[at] ?? 0;
    const more = texts[at + 1] ?? 0;
    standing.titleLength = lengths & 255;
    standing.mainLength = (lengths >>> 8) & 255;
    standing.hasArticle = (more & 256) !== 0;
    standing.firstAuthorLength = lengths >>> 24;
    standing.mainHits = standing.hasArticle ? 1 : 0;
    standing.titleHits = standing.mainHits;
    const authorsEnd = standing.titleLength + ((lengths >>> 16) & 255);
    this.#seen.fill(0);
    for (let place = 0; place < authorsEnd + (more & 255); place++) {
      const needles = this.#needlesOf.get(texts[at + PACKED_HEAD + place] ?? 0);
      if (!needles) continue;
      this.#mark(needles, place, authorsEnd);
      if (place > 0 || !standing.hasArticle) this.#countHit(place);
    }
  }

  #countHit(place: number): void {
    if (place < this.#standing.mainLength) this.#standing.mainHits++;
    if (place < this.#standing.titleLength) this.#standing.titleHits++;
  }

  #mark(needles: readonly number[], place: number, authorsEnd: number): void {
    const { titleLength } = this.#standing;
    for (const needle of needles) {
      if (!this.#seen[needle]) {
        this.#seen[needle] = 1;
        this.#inTitle[needle] = NOWHERE;
        this.#inAuthors[needle] = NOWHERE;
      }
      if (place < titleLength) {
        if (this.#inTitle[needle] === NOWHERE) this.#inTitle[needle] = place;
      } else if (place < authorsEnd && this.#inAuthors[needle] === NOWHERE) {
        this.#inAuthors[needle] = place - titleLength;
      }
    }
  }

  #bestWay(slot: number): Way | undefined {
    let best: Way | undefined;
    for (const way of this.#ways[slot] ?? []) {
      if ((!best || way.read.cost < best.read.cost) && this.#isPresent(way)) best = way;
    }
    return best;
  }

  #isPresent({ from, to }: Way): boolean {
    for (let needle = from; needle < to; needle++) if (!this.#seen[needle]) return false;
    return true;
  }

  /** Settles how each slot was satisfied, and answers what that cost. */
  #settle(): number {
    clear(this.#standing);
    this.satisfied = 0;
    let cost = 0;
    let end = NOWHERE;
    for (let slot = 0; slot < this.#slots.length; slot++) {
      const way = this.#bestWay(slot);
      const elsewhere = !way && this.#slots[slot]?.elsewhere === true;
      if (way || elsewhere) this.satisfied += this.#weights[slot] ?? 0;
      cost += way ? way.read.cost : elsewhere ? COST.elsewhere : 0;
      end = this.#place(slot, way, end);
    }
    return cost;
  }

  /** Adds one slot to the standing; answers where its words end in the title. */
  #place(slot: number, way: Way | undefined, endBefore: number): number {
    const standing = this.#standing;
    const title = way ? (this.#inTitle[way.from] ?? NOWHERE) : NOWHERE;
    const author = way ? (this.#inAuthors[way.from] ?? NOWHERE) : NOWHERE;
    if (title !== NOWHERE) standing.inTitle++;
    if (author !== NOWHERE) this.#placeAuthor(author);
    // A joined form has no place of its own, but stands in title or authors.
    if (title === NOWHERE && author === NOWHERE) this.#placeNowhere(way !== undefined);
    if (title !== NOWHERE && author !== NOWHERE && this.#slots[slot]?.repeated) standing.twice++;
    if (slot === 0) standing.begins = title === 0 || (title === 1 && standing.hasArticle);
    if (title === NOWHERE) return NOWHERE;
    if (endBefore !== NOWHERE && title === endBefore) standing.neighbours++;
    return title + (way ? way.to - way.from : 1);
  }

  #placeNowhere(isJoinedForm: boolean): void {
    if (isJoinedForm) this.#standing.inTitle++;
    else this.#standing.missing++;
  }

  #placeAuthor(author: number): void {
    this.#standing.inAuthors++;
    if (author > 0) this.#standing.surnames++;
    if (author < this.#standing.firstAuthorLength) this.#standing.inFirstAuthor++;
  }
}

const blankStanding = (slots: number): Standing => ({
  slots,
  inTitle: 0,
  inAuthors: 0,
  surnames: 0,
  inFirstAuthor: 0,
  missing: 0,
  neighbours: 0,
  begins: false,
  twice: 0,
  mainLength: 0,
  titleLength: 0,
  mainHits: 0,
  titleHits: 0,
  hasArticle: false,
  firstAuthorLength: 0,
});

function clear(standing: Standing): void {
  standing.inTitle = 0;
  standing.inAuthors = 0;
  standing.surnames = 0;
  standing.inFirstAuthor = 0;
  standing.missing = 0;
  standing.neighbours = 0;
  standing.begins = false;
  standing.twice = 0;
}
