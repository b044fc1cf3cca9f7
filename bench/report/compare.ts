import { cpuOf, type Sample } from '../measure/sample.ts';
import { type BenchResults, medianOf, type WorkResult } from './results.ts';
import { figure } from './table.ts';

/** Less than this is the noise of one machine on two days. */
const leastChange = 0.08;

interface Kind {
  readonly name: string;
  readonly read: (sample: Sample) => number;
}

const kinds: readonly Kind[] = [
  { name: 'µs of CPU a request', read: cpuOf },
  { name: 'ms of CPU a photo', read: (sample) => sample.other?.['CPU ms'] ?? Number.NaN },
  { name: 'ms to ready', read: (sample) => sample.other?.['ready ms'] ?? Number.NaN },
  { name: 'MB idle', read: (sample) => sample.other?.['idle MB'] ?? Number.NaN },
  { name: 'MB searching', read: (sample) => sample.other?.['searching MB'] ?? Number.NaN },
];

export interface Change {
  readonly what: string;
  readonly before: number;
  readonly now: number;
  readonly slower: boolean;
}

/**
 * What costs more or less than in an earlier run: where it is beyond the noise, which is the spread of the rounds of both runs, and at least 8 %.
 * What bare HTTP took in each run says how fast the machine was; costs are compared in that measure.
 */
export function changesSince(before: BenchResults, now: BenchResults): Change[] {
  return now.works.flatMap((work) => {
    const old = before.works.find((each) => each.work === work.work && each.database === work.database);
    return old ? kinds.flatMap((kind) => changeOf(old, work, kind)) : [];
  });
}

function changeOf(old: WorkResult, work: WorkResult, { name, read }: Kind): Change[] {
  const speed = name === kinds[0]?.name ? speedOf(old, work) : 1;
  const [before, now] = [medianOf(old, read) * speed, medianOf(work, read)];
  if (!(before > 0) || !(now > 0)) return [];
  const noise = Math.max(leastChange, spread(old, read), spread(work, read));
  if (Math.abs(now / before - 1) <= noise) return [];
  return [{ what: `${work.work} on ${work.database}, ${name}`, before, now, slower: now > before }];
}

/** How much slower the machine itself was this time. */
function speedOf(old: WorkResult, work: WorkResult): number {
  if (old.limit.length === 0 || work.limit.length === 0) return 1;
  return medianOf({ samples: work.limit }, cpuOf) / medianOf({ samples: old.limit }, cpuOf);
}

function spread({ samples }: WorkResult, read: Kind['read']): number {
  const values = samples.map(read).toSorted((a, b) => a - b);
  const middle = values.slice(Math.floor(values.length / 4), Math.ceil((values.length * 3) / 4));
  return (middle.at(-1) ?? 0) / (middle[0] ?? 1) - 1;
}

/** One line a change, the slower ones first. */
export function comparison(before: BenchResults, now: BenchResults): string {
  const changes = changesSince(before, now).toSorted((a, b) => b.now / b.before - a.now / a.before);
  if (changes.length === 0) return `Nothing is slower or quicker than ${before.at}, beyond noise.\n`;
  return changes
    .map(
      ({ what, before: was, now: is, slower }) =>
        `${slower ? 'SLOWER' : 'quicker'}  ${what}: ${figure(was)} → ${figure(is)}\n`,
    )
    .join('');
}
