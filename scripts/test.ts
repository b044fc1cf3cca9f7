// `npm test`: gets the servers and browsers that the suites need, runs the suites part by part, and closes with one
// line of counts and, last, whatever was skipped.
import type { Suite } from '../tests/parts.ts';
import { type Choice, chooseSuites, usage } from './testing/choose-suites.ts';
import { Provisioning } from './testing/provisioning.ts';
import { runSuite, type SuiteResult, stopSuites } from './testing/run-suite.ts';
import { duration, printSummary, skipsThatFail } from './testing/summary.ts';
import type { TestEvent } from './testing/test-event.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const choice = readChoice();
  if (!choice) return 2;
  if (choice.list) return listSuites(choice.suites);
  if (choice.provision.length > 0) return provisionOnly(choice);
  const start = performance.now();
  const provisioning = new Provisioning(choice.suites.flatMap((suite) => suite.needs ?? []));
  stopOnSignal(provisioning);
  const results = await runSuites(choice.suites, provisioning);
  await provisioning.stop();
  printSummary(results, (performance.now() - start) / 1000);
  const failed = results.some((result) => result.failures.length > 0);
  return failed || skipsThatFail(results).length > 0 ? 1 : 0;
}

function readChoice(): Choice | undefined {
  try {
    return chooseSuites(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return undefined;
  }
}

function listSuites(chosen: readonly Suite[]): number {
  for (const suite of chosen) console.log(`${suite.part.padEnd(14)}${suite.name}`);
  return 0;
}

async function provisionOnly({ provision }: Choice): Promise<number> {
  const provisioning = new Provisioning(provision);
  await provisioning.stop();
  return 0;
}

/** In their order, except that a suite whose needs are still on their way lets the next ones go first. */
async function runSuites(chosen: readonly Suite[], provisioning: Provisioning): Promise<SuiteResult[]> {
  const waiting = [...chosen];
  const results: SuiteResult[] = [];
  while (waiting.length > 0) {
    const index = waiting.findIndex((suite) => provisioning.isSettledFor(suite));
    if (index < 0) await provisioning.next();
    else for (const suite of waiting.splice(index, 1)) results.push(await runOrSkip(suite, provisioning));
  }
  return results;
}

async function runOrSkip(suite: Suite, provisioning: Provisioning): Promise<SuiteResult> {
  const reasons = provisioning.reasonsAgainst(suite);
  const title = `${suite.part} / ${suite.name}`;
  if (reasons.length > 0) {
    console.log(`\n${title}: SKIPPED, ${reasons.join('; ')}`);
    const skips = reasons.map((reason) => ({ name: title, reason }));
    return { suite, passed: 0, failures: [], skips, seconds: 0 };
  }
  console.log(`\n${title}`);
  const result = await runSuite(suite, provisioning.environmentFor(suite), printEvent);
  const counts = `${result.passed} passed, ${result.failures.length} failed, ${result.skips.length} skipped`;
  console.log(`\n  ${counts} in ${duration(result.seconds)}`);
  return result;
}

function printEvent(event: TestEvent): void {
  if (event.kind === 'pass') process.stdout.write('.');
  if (event.kind === 'skip') process.stdout.write('s');
  if (event.kind === 'fail') console.log(`\n✖ ${event.file} › ${event.name}\n${event.detail.trimEnd()}\n`);
}

function stopOnSignal(provisioning: Provisioning): void {
  process.once('exit', stopSuites);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopSuites();
      void provisioning.stop().finally(() => process.exit(130));
    });
  }
}
