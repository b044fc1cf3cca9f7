import { cpuOf, type Sample } from './measure/sample.ts';
import { median } from './measure/statistics.ts';
import { medianOf, ratios, type WorkResult } from './report/results.ts';
import type { DatabaseName } from './stage/stage.ts';

type Bound = { readonly atMost: number; readonly atLeast?: undefined } | { readonly atLeast: number };

/** A figure that the shop is meant to reach. */
export type Target = Bound & {
  readonly name: string;
  readonly database: DatabaseName;
  readonly unit: string;
  /** Undefined where its work was not measured. */
  readonly measured: (works: readonly WorkResult[]) => number | undefined;
};

const find = (works: readonly WorkResult[], name: string, database: DatabaseName): WorkResult | undefined =>
  works.find(({ work, database: on }) => work === name && on === database);

const read =
  (work: string, database: DatabaseName, figure: (sample: Sample) => number): Target['measured'] =>
  (works) => {
    const found = find(works, work, database);
    return found && medianOf(found, figure);
  };

const cpu = (work: string, sqlite: number, mysql: number): Target[] =>
  (
    [
      ['sqlite', sqlite],
      ['mysql', mysql],
    ] as const
  ).map(([database, atMost]) => ({
    name: work,
    database,
    atMost,
    unit: 'µs of CPU',
    measured: read(work, database, cpuOf),
  }));

/** How much more a work costs than another one of the same round. */
const more = (work: string, than: string, sqlite: number, mysql: number): Target[] =>
  (
    [
      ['sqlite', sqlite],
      ['mysql', mysql],
    ] as const
  ).map(([database, atMost]) => ({
    name: `${work}, more than a visitor`,
    database,
    atMost,
    unit: 'µs of CPU',
    measured: (works) => {
      const [one, other] = [find(works, work, database), find(works, than, database)];
      if (!one || !other) return undefined;
      return median(one.samples.map((sample, round) => cpuOf(sample) - cpuOf(other.samples[round] ?? sample)));
    },
  }));

const ratio = (work: string, atMost: number): Target[] =>
  (['sqlite', 'mysql'] as const).map((database) => ({
    name: work,
    database,
    atMost,
    unit: "times the limit's CPU",
    measured: (works) => {
      const found = find(works, work, database);
      return found && found.limit.length > 0 ? median(ratios(found)) : undefined;
    },
  }));

const other = (work: string, database: DatabaseName, what: string, atMost: number, unit: string): Target => ({
  name: `${work}: ${what}`,
  database,
  atMost,
  unit,
  measured: read(work, database, (sample) => sample.other?.[what] ?? Number.NaN),
});

const purchase = (work: string): Target[] => [
  {
    name: `${work}: application`,
    database: 'mysql',
    atMost: 6000,
    unit: 'µs of CPU',
    measured: read(work, 'mysql', (sample) => sample.cpu.application ?? Number.NaN),
  },
  {
    name: `${work}: database`,
    database: 'mysql',
    atMost: 4000,
    unit: 'µs of CPU',
    measured: read(work, 'mysql', (sample) => sample.cpu.database ?? Number.NaN),
  },
  {
    name: `${work}: a second`,
    database: 'mysql',
    atLeast: 100,
    unit: 'purchases',
    measured: read(work, 'mysql', ({ perSecond }) => perSecond),
  },
  {
    name: `${work}: failures`,
    database: 'mysql',
    atMost: 0,
    unit: 'failures',
    measured: read(work, 'mysql', ({ failures }) => failures),
  },
];

/** What the project set out to reach. */
export const targets: readonly Target[] = [
  ...cpu('newest 24', 250, 400),
  ...cpu('search, filters, counts', 450, 650),
  ...cpu('search, uniform', 450, 650),
  ...cpu('listing', 200, 350),
  ...cpu('listing, uniform', 200, 350),
  ...more('newest 24, signed in', 'newest 24', 150, 400),
  ...more('listing, signed in', 'listing', 150, 400),
  ...ratio('newest 24, cached', 1.5),
  ...ratio('listing, cached', 1.5),
  ...ratio('newest 24, 304', 1.1),
  ...ratio('listing, 304', 1.1),
  ...cpu('REST, list of 24', 250, 250),
  ...cpu('REST, one listing', 120, 120),
  ...purchase('purchase'),
  ...purchase('purchase by pages'),
  ...(['sqlite', 'mysql'] as const).flatMap((database) => [
    other('publishing, 12-megapixel photo', database, 'CPU ms', 1200, 'ms of CPU'),
    other('publishing, 12-megapixel photo', database, 'loop p99 ms', 30, 'ms'),
  ]),
  other('start to ready', 'sqlite', 'ready ms', 800, 'ms'),
  other('memory', 'sqlite', 'idle MB', 130, 'MB'),
  other('memory', 'sqlite', 'searching MB', 260, 'MB'),
  other('two processes', 'mysql', 'times one', 1.15, "times one process's CPU"),
];
