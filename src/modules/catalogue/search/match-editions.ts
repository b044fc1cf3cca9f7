import type { Dictionary } from './dictionary.ts';
import type { EditionFinder } from './find-editions.ts';
import { COMMON_WORDS, NOISE_WORDS } from './noise-words.ts';
import { type Alternative, COST, commonness, isKnown, readAs, type Slot, slotsOf, withAlternatives } from './slots.ts';

/** Editions that answer what was typed, in the way it was read. */
export interface Match {
  /** In the order of their rows; at most as many as were asked for. */
  readonly rows: readonly number[];
  /** All of them, where more match than were asked for. */
  readonly more: (() => readonly number[]) | null;
  readonly slots: readonly Slot[];
  /** True when no edition holds all words, and these hold some. */
  readonly near: boolean;
}

interface Finding {
  readonly finder: EditionFinder;
  readonly dictionary: Dictionary;
  readonly limit: number;
  /** In milliseconds of `performance.now()`: no further way of reading is tried then. */
  readonly deadline: number;
}

const EVERYTHING = 100_000_000;
const FEW = 5;
const MOST_BEGINNINGS = 40;
const MOST_BEGINNINGS_OF_A_LETTER = 150;
const MOST_NEAR = 200;
/** Editions that are looked at for a typo in a word that is known. */
const MOST_SUSPECTED = 2000;

const nothing = (slots: readonly Slot[]): Match => ({ rows: [], more: null, slots, near: false });

function matchAll(slots: readonly Slot[], { finder, limit, deadline }: Finding): Match {
  if (slots.length === 0 || performance.now() > deadline || !slots.every((slot) => isKnown(slot) || slot.elsewhere)) {
    return nothing(slots);
  }
  const rows = finder.holdingAll(slots, limit);
  const more = rows.length < limit ? null : () => finder.holdingAll(slots, EVERYTHING);
  return { rows, more, slots, near: false };
}

const isFound = ({ rows }: Match): boolean => rows.length > 0;

/** Tries readings in turn, until one finds something. */
function firstFound(readings: readonly (() => Match)[], otherwise: Match): Match {
  for (const read of readings) {
    const match = read();
    if (isFound(match)) return match;
  }
  return otherwise;
}

const lastWord = (slots: readonly Slot[]): string => slots.at(-1)?.typed.at(-1) ?? '';

/** The last word may be the beginning of a longer one. */
function withBeginnings(slots: readonly Slot[], { dictionary }: Finding): Slot[] {
  const last = slots.at(-1);
  const word = lastWord(slots);
  if (last?.typed.length !== 1 || (word.length < 2 && slots.length < 2)) return [...slots];
  const limit = word.length < 2 ? MOST_BEGINNINGS_OF_A_LETTER : MOST_BEGINNINGS;
  const longer = dictionary.beginningWith(word, limit).map((term) => readAs('beginning', [term]));
  return [...slots.slice(0, -1), withAlternatives(last, longer)];
}

const typosOf = (slot: Slot, { dictionary }: Finding): Alternative[] => {
  if (slot.typed.length !== 1) return [];
  const word = slot.typed[0] ?? '';
  const sameStart = (term: string) => (term.startsWith(word.charAt(0)) ? 0 : 0.15);
  return dictionary.near(word).map((term) => ({ kind: 'typo', terms: [term], cost: COST.typo + sameStart(term.term) }));
};

const splitsOf = (slot: Slot, { dictionary }: Finding): Alternative[] =>
  slot.typed.length === 1 ? dictionary.splits(slot.typed[0] ?? '').map((pair) => readAs('split', pair)) : [];

/** A word that no edition holds: as one with a typo, as two words written together, or of publisher or subject. */
function repaired(slot: Slot, finding: Finding, isLast: boolean): Slot {
  if (isKnown(slot)) return slot;
  const whole = withAlternatives(slot, [...typosOf(slot, finding), ...splitsOf(slot, finding)]);
  if (!isLast || isKnown(whole)) return { ...whole, elsewhere: true };
  const beginnings = finding.dictionary.beginningNear(slot.typed[0] ?? '');
  return {
    ...withAlternatives(
      whole,
      beginnings.map((term) => readAs('typo', [term])),
    ),
    elsewhere: true,
  };
}

const isNoise = (slot: Slot): boolean => slot.typed.every((word) => NOISE_WORDS.has(word));
const isCommon = (slot: Slot): boolean => slot.typed.every((word) => COMMON_WORDS.has(word));

/** The slots without those of a kind; all of them where nothing else would be left. */
const without = (slots: readonly Slot[], isLeftOut: (slot: Slot) => boolean): readonly Slot[] => {
  const left = slots.filter((slot) => !isLeftOut(slot));
  return left.length > 0 ? left : slots;
};

/** Two neighbours written apart that are one word: "out lander". */
function* joinedNeighbours(slots: readonly Slot[], { dictionary }: Finding): Generator<Slot[]> {
  for (let at = 1; at < slots.length; at++) {
    const [left, right] = [slots[at - 1], slots[at]];
    if (!left || !right) continue;
    const term = dictionary.find([...left.typed, ...right.typed].join(''));
    if (!term) continue;
    const typed = [...left.typed, ...right.typed];
    const joined: Slot = { typed, alternatives: [readAs('joined', [term])], elsewhere: false, repeated: false };
    yield [...slots.slice(0, at - 1), joined, ...slots.slice(at + 1)];
  }
}

function matchJoined(slots: readonly Slot[], finding: Finding): Match {
  for (const joined of joinedNeighbours(slots, finding)) {
    const match = matchAll(joined, finding);
    if (isFound(match)) return match;
  }
  return nothing(slots);
}

const repairsOf = (slot: Slot, finding: Finding): Alternative[] => [
  ...typosOf(slot, finding),
  ...splitsOf(slot, finding),
];

/** For each slot, the editions that satisfy all others. */
function suspectedIn(slots: readonly Slot[], { finder }: Finding): Map<number, number[]> {
  const suspected = new Map<number, number[]>();
  const scorer = finder.scorerOf(slots);
  for (const row of finder.holdingMost(slots, MOST_SUSPECTED)) {
    if (scorer.missingIn(row) !== 1) continue;
    const missing = slots.findIndex((_, slot) => scorer.wayOf(slot) === undefined);
    suspected.set(missing, [...(suspected.get(missing) ?? []), row]);
  }
  return suspected;
}

/** All words are known, but not together: one of them may be a typo that happens to be a word. */
function matchOneSuspect(slots: readonly Slot[], finding: Finding): Match {
  if (slots.length < 3 || performance.now() > finding.deadline) return matchEachSuspect(slots, finding);
  const widened = [...slots];
  const rows: number[] = [];
  for (const [at, suspected] of suspectedIn(slots, finding)) {
    const slot = slots[at];
    if (!slot) continue;
    const repaired = withAlternatives(slot, repairsOf(slot, finding));
    widened[at] = repaired;
    const scorer = finding.finder.scorerOf([repaired]);
    rows.push(...suspected.filter((row) => scorer.missingIn(row) === 0));
  }
  return { rows: rows.sort((a, b) => a - b), more: null, slots: widened, near: false };
}

/** The same for one or two words, each of which may be the wrong one. */
function matchEachSuspect(slots: readonly Slot[], finding: Finding): Match {
  const widened = slots.map((slot) => withAlternatives(slot, repairsOf(slot, finding)));
  const rows = new Set<number>();
  slots.forEach((_, at) => {
    const repaired = widened[at];
    const reading = repaired ? slots.with(at, repaired) : slots;
    for (const row of matchAll(reading, finding).rows) rows.add(row);
  });
  return { rows: [...rows].sort((a, b) => a - b), more: null, slots: widened, near: false };
}

/** The readings of known words, from the closest to the loosest. */
function readingsOf(slots: readonly Slot[], finding: Finding): (() => Match)[] {
  const plain = without(slots, isNoise);
  const bare = without(plain, isCommon);
  const elsewhere = bare.map((slot) => ({ ...slot, elsewhere: true }));
  return [
    ...(plain.length < slots.length
      ? [() => matchAll(plain, finding), () => matchAll(withBeginnings(plain, finding), finding)]
      : []),
    () => matchJoined(plain, finding),
    () => matchAll(elsewhere, finding),
    () => matchOneSuspect(plain, finding),
    ...(bare.length < plain.length ? [() => matchAll(bare, finding), () => matchOneSuspect(bare, finding)] : []),
    () => matchNear(bare, finding),
  ];
}

/** Some of the words: all but one of the rarest where that finds something, else any of them. */
function matchNear(slots: readonly Slot[], finding: Finding): Match {
  const known = slots.filter(isKnown);
  if (known.length === 0 || performance.now() > finding.deadline) return nothing(slots);
  const rarest = [...known].sort((a, b) => commonness(a) - commonness(b)).slice(0, 3);
  const most = known.length > 1 ? finding.finder.holdingMost(known, MOST_NEAR) : [];
  const rows = most.length > 0 ? most : finding.finder.holdingAny(rarest, MOST_NEAR);
  return { rows, more: null, slots: known, near: true };
}

/** Every word as typed; where that finds little, the last as the beginning of a longer one too. */
function matchAsTyped(slots: readonly Slot[], finding: Finding): Match {
  const exact = matchAll(slots, finding);
  if (exact.rows.length >= FEW) return exact;
  const begun = matchAll(withBeginnings(slots, finding), finding);
  return begun.rows.length > exact.rows.length ? begun : exact;
}

function matchRepaired(slots: readonly Slot[], finding: Finding): Match {
  const wanted = without(slots, (slot) => !isKnown(slot) && isNoise(slot));
  const whole = wanted.map((slot, at) => repaired(slot, finding, at === wanted.length - 1));
  return firstFound([() => matchAll(whole, finding), ...readingsOf(whole, finding)], nothing(slots));
}

/** Finds the editions for what was typed: as typed where possible, else with ever more forgiven. */
export function matchEditions(typed: string, finding: Finding): Match {
  const slots = slotsOf(typed, finding.dictionary);
  if (slots.length === 0) return nothing(slots);
  const match = matchAsTyped(slots, finding);
  return isFound(match) ? match : matchRepaired(slots, finding);
}
