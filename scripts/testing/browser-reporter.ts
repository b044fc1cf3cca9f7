// Reporter for Playwright: writes what the runner of `npm test` counts.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { type TestEvent, writeEvent } from './test-event.ts';

export default class BrowserReporter implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    const willRepeat = !test.ok() && test.results.length <= test.retries;
    if (!willRepeat) write(eventOf(test, result));
  }

  onStdOut(chunk: string | Buffer, test?: TestCase): void {
    write({ kind: 'output', file: test ? place(test).file : '', text: chunk.toString() });
  }

  onStdErr(chunk: string | Buffer, test?: TestCase): void {
    this.onStdOut(chunk, test);
  }

  /** What fails outside any test: a configuration, the global set-up. */
  onError(error: TestError): void {
    write({ kind: 'fail', name: 'set-up', file: error.location?.file ?? '', detail: textOf(error) });
  }

  printsToStdio(): boolean {
    return true;
  }
}

function eventOf(test: TestCase, result: TestResult): TestEvent {
  if (result.status === 'skipped') {
    const reason = test.annotations.find((note) => note.type === 'skip' || note.type === 'fixme')?.description;
    return { kind: 'skip', ...place(test), reason: reason ?? 'no reason given' };
  }
  if (test.ok()) return { kind: 'pass', ...place(test) };
  return { kind: 'fail', ...place(test), detail: result.errors.map(textOf).join('\n') || result.status };
}

function place(test: TestCase): { name: string; file: string } {
  const [, project = '', , ...names] = test.titlePath();
  return { name: [project, ...names].filter(Boolean).join(' › '), file: relative(process.cwd(), test.location.file) };
}

function textOf(error: TestError): string {
  return stripVTControlCharacters([error.stack ?? error.message ?? error.value ?? '', error.snippet ?? ''].join('\n'));
}

function write(event: TestEvent): void {
  process.stdout.write(writeEvent(event));
}
