import { cpuOf, type Sample } from '../measure/sample.ts';
import { median } from '../measure/statistics.ts';
import { targets } from '../targets.ts';
import { type BenchResults, medianOf, ratios, type WorkResult } from './results.ts';

const heads = [
  'work',
  'on',
  'requests/s best (median)',
  'p50 ms',
  'p99 ms',
  'CPU µs/request best (median)',
  'application',
  'database',
  'NGINX',
  'ratio to the limit min / median / max',
  'beside',
  'failed',
];

/** Markdown: every work, then every target beside its figure. */
export function tablesOf(results: BenchResults): string {
  const machine = Object.entries(results.machine).map(([name, value]) => `${name} ${value}`);
  return [
    `${results.at} · ${machine.join(' · ')}`,
    '',
    markdown(heads, results.works.flatMap(rowsOf)),
    '',
    markdown(['target', 'on', 'wanted', 'measured', 'where bare HTTP takes 33 µs', ''], targetRows(results.works)),
    '',
  ].join('\n');
}

function rowsOf(result: WorkResult): string[][] {
  const rows = [rowOf(result.work, result.database, result.samples, ratios(result))];
  return result.limit.length === 0 ? rows : [...rows, rowOf('· its bytes from bare HTTP', '', result.limit, [])];
}

function rowOf(work: string, on: string, samples: readonly Sample[], ratio: readonly number[]): string[] {
  const all = { samples };
  const part = (name: keyof Sample['cpu']) => numbers(samples.flatMap(({ cpu }) => cpu[name] ?? []));
  const best = (read: (sample: Sample) => number, choose: (...values: number[]) => number) =>
    `${figure(choose(...samples.map(read)))} (${figure(medianOf(all, read))})`;
  return [
    work,
    on,
    best(({ perSecond }) => perSecond, Math.max),
    figure(medianOf(all, ({ p50Ms }) => p50Ms)),
    figure(medianOf(all, ({ p99Ms }) => p99Ms)),
    best(cpuOf, Math.min),
    part('application'),
    part('database'),
    part('proxy'),
    ratio.length === 0
      ? ''
      : [ratio[0], median(ratio), ratio.at(-1)].map((each) => figure(each ?? Number.NaN)).join(' / '),
    besides(samples),
    String(samples.reduce((sum, { failures }) => sum + failures, 0)),
  ];
}

const numbers = (values: readonly number[]): string => (values.length === 0 ? '' : figure(median(values)));

function besides(samples: readonly Sample[]): string {
  const names = Object.keys(samples[0]?.other ?? {});
  return names.map((name) => `${name} ${numbers(samples.map(({ other }) => other?.[name] ?? Number.NaN))}`).join(', ');
}

/** The targets were set on a machine on which bare HTTP takes so much for a page. */
const limitOfTargetsMicros = 33;

function targetRows(works: readonly WorkResult[]): string[][] {
  const slowness = median(works.flatMap(({ limit }) => limit.map(cpuOf))) / limitOfTargetsMicros;
  return targets.flatMap((target) => {
    const measured = target.measured(works);
    if (measured === undefined || Number.isNaN(measured)) return [];
    const [bound, sign] = target.atLeast === undefined ? [target.atMost, '≤'] : [target.atLeast, '≥'];
    const isMet = (value: number): boolean => (sign === '≤' ? value <= bound : value >= bound);
    const there = target.unit.endsWith('s of CPU') && slowness > 0 ? measured / slowness : Number.NaN;
    const met = isMet(measured) ? 'met' : isMet(there) ? '**not met** here' : '**not met**';
    return [[target.name, target.database, `${sign} ${bound} ${target.unit}`, figure(measured), figure(there), met]];
  });
}

export const figure = (value: number): string =>
  Number.isNaN(value)
    ? ''
    : value >= 100
      ? String(Math.round(value))
      : value >= 10
        ? value.toFixed(1)
        : value.toFixed(2);

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
