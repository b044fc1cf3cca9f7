import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedDataFolder } from '../../tests/support/shared-data.ts';
import { randomOf } from '../generate/generate-listings.ts';

export type Popularity = 'zipf' | 'uniform';

const weightColumn = 2;
/** What `../shared/data/traffic` was fitted to, where that folder is not there. */
const fittedExponent = 0.9;

/** How often each of so many things is asked for, the most popular first: as books are read, or all alike. */
export function weightsOf(popularity: Popularity, count: number): number[] {
  if (popularity === 'uniform') return Array<number>(count).fill(1);
  const known = measuredWeights();
  const last = known.at(-1) ?? 1;
  return Array.from({ length: count }, (_, at) => known[at] ?? last * (known.length / (at + 1)) ** fittedExponent);
}

function measuredWeights(): number[] {
  const file = join(sharedDataFolder, 'traffic/popularity_weights.tsv');
  if (!existsSync(file)) return [1];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) => Number(line.split('\t')[weightColumn]));
}

/** So many draws from a list, its order shuffled first: popular is not what was published first. The same for the same seed. */
export function draws<T>(things: readonly T[], popularity: Popularity, count: number, seed = 11): T[] {
  const random = randomOf(seed);
  const order = shuffled(things, random);
  const sums: number[] = [];
  for (const weight of weightsOf(popularity, order.length)) sums.push((sums.at(-1) ?? 0) + weight);
  const total = sums.at(-1) ?? 0;
  return Array.from({ length: count }, () => order[placeOf(sums, random() * total)] as T);
}

/** The most popular ones of `draws`. */
export const mostPopular = <T>(things: readonly T[], count: number, seed = 11): T[] =>
  shuffled(things, randomOf(seed)).slice(0, count);

function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const order = [...things];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}

/** The first place whose sum exceeds the value. */
function placeOf(sums: readonly number[], value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
