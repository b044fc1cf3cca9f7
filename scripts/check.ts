// `npm run check`: types, lint, format and boundaries, all at once; prints only what is wrong.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './provision/run-program.ts';

const root = join(import.meta.dirname, '..');
const folders = ['src', 'scripts', 'tests', 'bench', 'deploy'].filter((folder) => existsSync(join(root, folder)));

// What is linted by types may change with another file, so CI does without the cache, and here what the cache
// complains of is read again.
const lint = ['--max-warnings=0'];
const cache = process.env.CI === 'true' ? [] : ['--cache', '--cache-location=node_modules/.cache/eslint/'];

interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** From what a failed run printed: what to run before the failure is believed. */
  readonly again?: (problem: string) => readonly string[];
}

const checks: readonly Check[] = [
  {
    name: 'lint',
    program: 'eslint',
    args: [...lint, ...cache, ...folders],
    ...(cache.length > 0 ? { again: lintAgain } : {}),
  },
  { name: 'types', program: 'tsc', args: ['-p', '.'] },
  { name: 'types in the browser', program: 'tsc', args: ['-p', 'src/web/assets/browser', '--noEmit'] },
  { name: 'format', program: 'biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'boundaries', program: 'depcruise', args: ['--config', '.dependency-cruiser.cjs', ...folders] },
];

const results = await Promise.all(checks.map(runCheck));
if (results.includes(false)) process.exitCode = 1;

async function runCheck({ name, program, args, again }: Check): Promise<boolean> {
  const start = performance.now();
  let problem = await problemOf(program, args);
  if (problem !== undefined && again) problem = await problemOf(program, again(problem));
  console.log(`${problem === undefined ? '✔' : '✖'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  if (problem !== undefined) console.log(`${problem}\n`);
  return problem === undefined;
}

function problemOf(program: string, args: readonly string[]): Promise<string | undefined> {
  return runProgram(join(root, 'node_modules/.bin', program), args, { cwd: root, lastLines: 500 }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

function lintAgain(problem: string): readonly string[] {
  const files = problem.match(/\/\S+\.ts$/gm) ?? [];
  return [...lint, ...(files.length > 0 ? files : folders)];
}
