import { parts } from '../../tests/parts.ts';
import { mayBeMissing } from '../provision/index.ts';
import type { Skip, SuiteResult } from './run-suite.ts';

/** The closing words of a run: times by part, failures again, one line of counts, and last what did not run. */
export function printSummary(results: readonly SuiteResult[], seconds: number): void {
  console.log('\nTimes');
  for (const part of parts)
    printPart(
      part,
      results.filter((result) => result.suite.part === part),
    );
  console.log(`  ${'all'.padEnd(14)}${duration(seconds)}`);
  const failures = results.flatMap((result) => result.failures.map((failure) => ({ result, failure })));
  if (failures.length > 0) console.log('\nFailed');
  for (const { result, failure } of failures) {
    console.log(`  ✖ ${result.suite.part} / ${result.suite.name}: ${failure.file} › ${failure.name}`);
  }
  const skips = results.flatMap((result) => result.skips);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  console.log(`\n${passed} passed, ${failures.length} failed, ${skips.length} skipped`);
  printSkips(skips);
}

/** Skips that fail a run under CI come before those that may be missing anywhere. */
export function skipsThatFail(results: readonly SuiteResult[]): Skip[] {
  if (process.env.CI !== 'true') return [];
  return results.flatMap((result) => result.skips).filter((skip) => !mayBeMissing(skip.reason));
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function printPart(part: string, results: readonly SuiteResult[]): void {
  if (results.length === 0) return;
  const total = results.reduce((sum, result) => sum + result.seconds, 0);
  const each = results.map((result) => `${result.suite.name} ${duration(result.seconds)}`);
  console.log(`  ${part.padEnd(14)}${duration(total).padEnd(12)}${each.join(' · ')}`);
}

function printSkips(skips: readonly Skip[]): void {
  const refused = skips.filter((skip) => !mayBeMissing(skip.reason));
  const excused = skips.filter((skip) => mayBeMissing(skip.reason));
  if (refused.length > 0) console.log(`\nNOT RUN${process.env.CI === 'true' ? ' (a failure under CI)' : ''}:`);
  for (const skip of refused) console.log(`  SKIPPED ${skip.name}: ${skip.reason}`);
  if (excused.length > 0) console.log('\nNOT RUN (may be missing anywhere):');
  for (const skip of excused) console.log(`  SKIPPED ${skip.name}: ${skip.reason}`);
}
