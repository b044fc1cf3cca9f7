import type { Sample } from '../measure/sample.ts';
import { cpuOf } from '../measure/sample.ts';
import { median } from '../measure/statistics.ts';
import type { DatabaseName } from '../stage/stage.ts';

/** All rounds of one work on one database; `limit` holds what bare HTTP took for the same bytes in the same rounds. */
export interface WorkResult {
  readonly work: string;
  readonly database: DatabaseName;
  readonly samples: readonly Sample[];
  readonly limit: readonly Sample[];
}

export interface BenchResults {
  readonly at: string;
  readonly command: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly works: readonly WorkResult[];
}

/** The median of something over the rounds. */
export const medianOf = ({ samples }: Pick<WorkResult, 'samples'>, read: (sample: Sample) => number): number =>
  median(samples.map(read));

/** The rounds' ratios of processor time to the limit's, smallest first; empty where there is no limit. */
export const ratios = ({ samples, limit }: WorkResult): number[] =>
  samples
    .flatMap((sample, round) => {
      const same = limit[round];
      return same ? [cpuOf(sample) / cpuOf(same)] : [];
    })
    .toSorted((a, b) => a - b);
