import { titleHash } from './edition-text.ts';
import { wordsOf } from './fold-text.ts';
import type { Match } from './match-editions.ts';
import type { Mirror } from './mirror.ts';
import type { Reader } from './reader.ts';
import type { EditionScorer } from './score-editions.ts';
import type { Alternative } from './slots.ts';

const SCORE_STEPS = 1024;
const LOWEST_SCORE = 1 << 19;
const PLACES = 2 ** 21;
const MOST_WHOLE_TITLES = 1000;
/** Editions that are looked at to say how a misspelt query was read. */
const MOST_READ = 300;

/** Edition rows, the highest score first, then in the order given. Packs score and place in one number to sort natively. */
export function byScore(rows: readonly number[], score: (row: number) => number): number[] {
  const packed = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const steps = Math.round(score(rows[place] ?? 0) * SCORE_STEPS) + LOWEST_SCORE;
    packed[place] = Math.max(0, steps) * PLACES + (PLACES - 1 - (place % PLACES));
  }
  packed.sort();
  const ranked: number[] = [];
  for (let at = packed.length - 1; at >= 0; at--) ranked.push(rows[PLACES - 1 - ((packed[at] ?? 0) % PLACES)] ?? 0);
  return ranked;
}

/** Among near matches, those that hold more of the rare words come first. */
export function scoreOf(scorer: EditionScorer, { near }: Match): (row: number) => number {
  if (!near) return (row) => scorer.score(row);
  return (row) => {
    const score = scorer.score(row);
    return 0.2 * score + 20 * scorer.satisfied;
  };
}

/** The rows, with the editions whose whole title was typed, which may come later in the file. */
export function withWholeTitles(rows: readonly number[], mirror: Mirror, words: string): number[] {
  const hash = titleHash(wordsOf(words));
  const most = rows.length + MOST_WHOLE_TITLES;
  const all = new Set(rows);
  for (const hashes of [mirror.editions.titleHash, mirror.editions.mainHash]) {
    for (let row = hashes.indexOf(hash); row >= 0 && all.size < most; row = hashes.indexOf(hash, row + 1)) {
      if ((mirror.editions.copies[row] ?? 0) > 0) all.add(row);
    }
  }
  return [...all];
}

/** The query as it was read for its best edition, folded; null where it was taken as it was typed. */
export function readingOf({ finder }: Reader, match: Match, best?: number): string | null {
  if (match.near || match.slots.every(({ alternatives }) => alternatives.every(({ kind }) => kind === 'same')))
    return null;
  const scorer = finder.scorerOf(match.slots);
  const edition = best ?? byScore(match.rows.slice(0, MOST_READ), (row) => scorer.score(row))[0];
  if (edition === undefined) return null;
  scorer.score(edition);
  const ways = match.slots.map((_, slot) => scorer.wayOf(slot));
  if (ways.every((way) => !way || isAsTyped(way))) return null;
  return match.slots
    .flatMap(({ typed }, slot) => {
      const way = ways[slot];
      return !way || isAsTyped(way) ? typed : way.terms.map(({ term }) => term);
    })
    .join(' ');
}

const isAsTyped = ({ kind }: Alternative): boolean => kind === 'same' || kind === 'beginning';
