// Measures what the shop costs: `npm run bench`. See docs/performance.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { provision } from '../scripts/provision/index.ts';
import { provisionMysqlProgram } from '../scripts/provision/mysql.ts';
import { runProgram } from '../scripts/provision/run-program.ts';
import { machine } from './machine.ts';
import { comparison } from './report/compare.ts';
import { writePerformancePage } from './report/performance-page.ts';
import type { BenchResults } from './report/results.ts';
import { tablesOf } from './report/table.ts';
import { runRounds } from './run-rounds.ts';
import { type DatabaseName, setStage } from './stage/stage.ts';
import { works } from './works/index.ts';

const usage = `npm run bench -- [options]
  --only NAME       works whose name begins so; may be given again
  --rounds N        interleaved rounds (3)
  --seconds N       of load for each work in a round (2)
  --listings N      in each shop (15000)
  --database NAME   sqlite or mysql; by default both
  --json FILE       where the figures go (var/bench/latest.json)
  --write           puts the figures into docs/performance.md; a whole run (no --only, --database) does so by itself
  --compare FILE    says what is slower than in that run; ends with 1 if anything is
  --list            names the works
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    listings: { type: 'string', default: '15000' },
    database: { type: 'string' },
    json: { type: 'string', default: join(import.meta.dirname, '../var/bench/latest.json') },
    write: { type: 'boolean' },
    compare: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const databases = (values.database === undefined ? ['sqlite', 'mysql'] : [values.database]) as DatabaseName[];
const chosen = works.filter(
  ({ name, databases: on }) =>
    (values.only === undefined || values.only.some((beginning) => name.startsWith(beginning))) &&
    on.some((each) => databases.includes(each)),
);

const page = join(import.meta.dirname, '../docs/performance.md');
/** Part of the works, or fewer rounds, say less than what stands there. */
const isWhole = process.argv.length === 2;

async function measureAll(): Promise<BenchResults> {
  const state = machine();
  const stage = await setStage({ databases, listings: Number(values.listings), say });
  try {
    const measured = await runRounds(stage, chosen, {
      rounds: Number(values.rounds),
      seconds: Number(values.seconds),
      say,
    });
    const command = ['npm run bench', ...process.argv.slice(2)].join(' ');
    return { at: new Date().toISOString(), command, machine: { ...state, listings: values.listings }, works: measured };
  } catch (error) {
    for (const { folder, database } of stage.places)
      say(`the shop on ${database} says:\n${troubles(join(folder, 'shop.log'))}`);
    throw error;
  } finally {
    await stage.stop();
  }
}

/** The last warnings and errors of a shop's log. */
const troubles = (log: string): string =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => !line.includes('"level":"info"'))
    .slice(-5)
    .join('\n');

/** Errors: a program that the bench needs can't be had here. */
async function findPrograms(): Promise<void> {
  for (const need of ['wrk', 'nginx'] as const) {
    const found = await provision(need);
    if (!found.ready) throw new Error(found.reason);
  }
  const problem = databases.includes('mysql') ? await provisionMysqlProgram() : undefined;
  if (problem !== undefined) throw new Error(`the bench needs MySQL: ${problem}`);
}

/** The page is laid out as `npm run check` wants it. */
async function writePage(results: BenchResults): Promise<void> {
  writePerformancePage(page, results);
  await runProgram(join(import.meta.dirname, '../node_modules/.bin/biome'), ['format', '--write', page]);
}

async function bench(): Promise<number> {
  const earlier =
    values.compare === undefined ? undefined : (JSON.parse(readFileSync(values.compare, 'utf8')) as BenchResults);
  await findPrograms();
  const results = await measureAll();
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify(results, undefined, 1)}\n`);
  console.log(tablesOf(results));
  if (values.write === true || isWhole) await writePage(results);
  if (!earlier) return 0;
  const said = comparison(earlier, results);
  console.log(said);
  return said.includes('SLOWER') ? 1 : 0;
}

if (values.help) console.log(usage);
else if (values.list) console.log(works.map(({ name }) => name).join('\n'));
else process.exitCode = await bench();
