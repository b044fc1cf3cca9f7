// Reporter for `node --test`: writes what the runner of `npm test` counts.
import { relative } from 'node:path';
import type { TestEvent as NodeTestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { type TestEvent, writeEvent } from './test-event.ts';

interface Finished {
  readonly name: string;
  readonly file?: string | undefined;
  readonly nesting: number;
  readonly skip?: string | boolean | undefined;
  readonly todo?: string | boolean | undefined;
  readonly details: { readonly type?: string | undefined; readonly error?: Error & { failureType?: string } };
}

/** Names of the tests that enclose the current one: files report one after the other, whatever runs at a time. */
const path: string[] = [];

export default async function* nodeReporter(source: AsyncIterable<NodeTestEvent>): AsyncGenerator<string> {
  for await (const event of source) {
    const found = eventOf(event);
    if (found) yield writeEvent(found);
  }
}

function eventOf({ type, data }: NodeTestEvent): TestEvent | undefined {
  switch (type) {
    case 'test:start':
      remember(data.nesting, data.name);
      return undefined;
    case 'test:pass':
      return passed(data);
    case 'test:fail':
      return failed(data);
    case 'test:stdout':
    case 'test:stderr':
      return { kind: 'output', file: short(data.file), text: data.message };
    default:
      return undefined;
  }
}

function remember(nesting: number, name: string): void {
  path.length = nesting;
  path.push(name);
}

/** A suite counts through its tests, unless all of it is skipped. */
function passed(test: Finished): TestEvent | undefined {
  const place = { name: fullName(test), file: short(test.file) };
  const excuse = test.skip ?? test.todo;
  if (excuse !== undefined && excuse !== false) {
    return { kind: 'skip', ...place, reason: typeof excuse === 'string' && excuse ? excuse : 'no reason given' };
  }
  return test.details.type === 'suite' ? undefined : { kind: 'pass', ...place };
}

/** What failed only because a test inside did is not counted again. */
function failed(test: Finished): TestEvent | undefined {
  const { error } = test.details;
  if (error?.failureType === 'subtestsFailed') return undefined;
  const detail = inspect(error?.cause ?? error, { depth: 4, colors: false });
  return { kind: 'fail', name: fullName(test), file: short(test.file), detail };
}

function fullName(test: Finished): string {
  const outer = path.slice(0, test.nesting);
  return [...outer, test.name].join(' › ');
}

function short(file: string | undefined): string {
  return file === undefined ? '' : relative(process.cwd(), file);
}
