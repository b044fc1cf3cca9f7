import { readFileSync, writeFileSync } from 'node:fs';
import type { BenchResults } from './results.ts';
import { tablesOf } from './table.ts';

const [begin, end] = ['<!-- figures: written by the bench -->', '<!-- end of figures -->'];

/** Puts a run's machine, command, figures and targets between the markers of a page; the rest of it stays as it is. Errors: the page has no markers. */
export function withFigures(page: string, results: BenchResults): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no place for figures between "${begin}" and "${end}"`);
  return `${page.slice(0, from + begin.length)}\n\n${figuresOf(results)}\n${page.slice(to)}`;
}

/** `tablesOf` under the command that gave them. */
const figuresOf = (results: BenchResults): string => `\`${results.command}\`, ${tablesOf(results)}`;

export function writePerformancePage(file: string, results: BenchResults): void {
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), results));
}
