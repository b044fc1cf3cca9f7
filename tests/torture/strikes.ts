import { type Dice, diceOf } from './dice.ts';

/** One blow. `place` is the process that is hit, `ms` how long the fault lasts. */
export type Strike =
  | { readonly kind: 'kill -9 of a process'; readonly place: number }
  | { readonly kind: 'kill -9 of MySQL' }
  | { readonly kind: 'MySQL paused' | 'network cut' | 'answers lost' | 'photo disk full'; readonly ms: number };

export type StrikeKind = Strike['kind'];

/** How often each kind comes, out of their sum. */
const weights: Readonly<Record<StrikeKind, number>> = {
  'kill -9 of a process': 62,
  'kill -9 of MySQL': 9,
  'MySQL paused': 9,
  'network cut': 8,
  'answers lost': 4,
  'photo disk full': 8,
};

/**
 * What is done to a shop, without end, decided by the seed alone: first a kill, then each kind that this machine can do, in
 * some order, then as the weights say.
 */
export function* strikesOf(seed: number, processes: number, possible: readonly StrikeKind[]): Generator<Strike, never> {
  const dice = diceOf(seed);
  const first = possible.flatMap((kind) => (kind === 'kill -9 of a process' ? [kind, kind] : [kind]));
  yield strikeOf('kill -9 of a process', processes, dice);
  for (const kind of shuffled(first, dice)) yield strikeOf(kind, processes, dice);
  const drawn = possible.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind));
  for (;;) yield strikeOf(dice.pick(drawn), processes, dice);
}

function strikeOf(kind: StrikeKind, processes: number, dice: Dice): Strike {
  if (kind === 'kill -9 of a process') return { kind, place: dice.below(processes) };
  if (kind === 'kill -9 of MySQL') return { kind };
  const shortest = kind === 'answers lost' ? 200 : 800;
  return { kind, ms: shortest + dice.below(kind === 'answers lost' ? 400 : 2_000) };
}

function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(dice.below(left.length), 1));
}
