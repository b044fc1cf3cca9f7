import type { Dictionary, Term } from './dictionary.ts';
import { ELSEWHERE } from './edition-text.ts';
import { type Chunk, chunksOf } from './fold-text.ts';

/** One way to read a part of what was typed: its words all stand in the edition. */
export interface Alternative {
  readonly kind: 'same' | 'beginning' | 'typo' | 'split' | 'joined';
  readonly terms: readonly Term[];
  /** 0 as typed, 1 with a typo. */
  readonly cost: number;
}

/** A part of what was typed, with the ways to read it. */
export interface Slot {
  /** The folded words as they were typed. */
  readonly typed: readonly string[];
  readonly alternatives: readonly Alternative[];
  /** May also be satisfied by publisher or subjects. */
  readonly elsewhere: boolean;
  /** Typed more than once. */
  readonly repeated: boolean;
}

export const COST = { same: 0, beginning: 4, split: 0.8, joined: 0.8, elsewhere: 0.8, typo: 1 } as const;

const LONGEST_QUERY = 400;
const MOST_SLOTS = 16;

export const isKnown = (slot: Slot): boolean => slot.alternatives.length > 0;

/** How many editions a slot can match at most. */
export const commonness = (slot: Slot): number =>
  slot.alternatives.reduce((sum, { terms }) => sum + Math.min(...terms.map((term) => term.editions)), 0);

const asTyped = (words: readonly string[], dictionary: Dictionary): Alternative[] => {
  const terms: Term[] = [];
  for (const word of words) {
    const term = dictionary.find(word);
    if (!term) return [];
    terms.push(term);
  }
  return [{ kind: 'same', terms, cost: COST.same }];
};

const slotOf = (chunk: Chunk, dictionary: Dictionary, repeated: boolean): Slot => ({
  typed: chunk.words,
  alternatives: [
    ...asTyped(chunk.words, dictionary),
    ...(chunk.joined === null ? [] : asTyped([chunk.joined], dictionary)),
  ],
  elsewhere: false,
  repeated,
});

/** A part with punctuation inside that nothing is known by, read as words of their own. */
function loosened(chunk: Chunk, dictionary: Dictionary): Chunk[] {
  const asOne = chunk.words.length < 2 || isKnown(slotOf(chunk, dictionary, false));
  return asOne ? [chunk] : chunk.words.map((word) => ({ words: [word], joined: null }));
}

/** What was typed, part by part, each once; empty where it holds no letter and no digit. */
export function slotsOf(typed: string, dictionary: Dictionary): Slot[] {
  const chunks = chunksOf(typed.slice(0, LONGEST_QUERY)).slice(0, 2 * MOST_SLOTS);
  const counts = new Map<string, number>();
  const different = new Map<string, Chunk>();
  for (const chunk of chunks.flatMap((each) => loosened(each, dictionary))) {
    const key = chunk.words.join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!different.has(key)) different.set(key, chunk);
  }
  return [...different]
    .slice(0, MOST_SLOTS)
    .map(([key, chunk]) => slotOf(chunk, dictionary, (counts.get(key) ?? 0) > 1));
}

/** The slot with more ways to read it. */
export const withAlternatives = (slot: Slot, more: readonly Alternative[]): Slot => {
  const known = new Set(slot.alternatives.map(({ terms }) => terms.map((term) => term.id).join()));
  const added = more.filter(({ terms }) => !known.has(terms.map((term) => term.id).join()));
  return { ...slot, alternatives: [...slot.alternatives, ...added] };
};

export const readAs = (kind: Alternative['kind'], terms: readonly Term[]): Alternative => ({
  kind,
  terms,
  cost: COST[kind],
});

const quoted = (word: string): string => `"${word}"`;

const alternativeExpression = ({ terms }: Alternative): string =>
  terms.length === 1 ? quoted(terms[0]?.term ?? '') : `(${terms.map(({ term }) => quoted(term)).join(' AND ')})`;

function slotExpression(slot: Slot): string {
  const ways = slot.alternatives.map(alternativeExpression);
  if (slot.elsewhere) ways.push(`(${slot.typed.map((word) => quoted(ELSEWHERE + word)).join(' AND ')})`);
  return ways.length === 1 ? (ways[0] ?? '') : `(${ways.join(' OR ')})`;
}

/** More conditions than this cost more than they exclude. */
const MOST_CONDITIONS = 8;

/**
 * The slots as an FTS5 expression that every one of them satisfies. Holds nothing but quoted words of letters and
 * digits. Of many slots, the rarest stand for all.
 */
export function expressionOf(slots: readonly Slot[]): string {
  const rarest =
    slots.length <= MOST_CONDITIONS
      ? slots
      : [...slots].sort((a, b) => commonness(a) - commonness(b)).slice(0, MOST_CONDITIONS);
  return rarest.map(slotExpression).join(' AND ');
}
