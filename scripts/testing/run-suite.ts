import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Suite } from '../../tests/parts.ts';
import { commandOf, root } from './suite-command.ts';
import { readEvent, type TestEvent } from './test-event.ts';

export interface Failure {
  readonly name: string;
  readonly file: string;
  readonly detail: string;
}

export interface Skip {
  readonly name: string;
  readonly reason: string;
}

export interface SuiteResult {
  readonly suite: Suite;
  passed: number;
  readonly failures: Failure[];
  readonly skips: Skip[];
  seconds: number;
}

const SUITE_SECONDS = 300;
const KEPT_OUTPUT = 6000;

/** Process groups under way: whoever stops the run stops them. */
const running = new Set<ChildProcess>();

export function stopSuites(): void {
  for (const child of running) endGroup(child);
}

/** Runs a suite to its end, or to its time-out. Never rejects: what goes wrong is a failure of the suite. */
export async function runSuite(
  suite: Suite,
  environment: Readonly<Record<string, string>>,
  onEvent: (event: TestEvent) => void,
): Promise<SuiteResult> {
  const result: SuiteResult = { suite, passed: 0, failures: [], skips: [], seconds: 0 };
  const start = performance.now();
  const take = collector(result, onEvent);
  try {
    const ending = await runCommand(suite, environment, take);
    judgeEnding(suite, ending, result, take);
  } catch (error) {
    take({ kind: 'fail', name: suite.name, file: '', detail: error instanceof Error ? error.message : String(error) });
  }
  result.seconds = (performance.now() - start) / 1000;
  return result;
}

interface Ending {
  readonly status: number | NodeJS.Signals;
  readonly timedOut: boolean;
  /** The end of what was printed outside any report. */
  readonly output: string;
}

type Take = (event: TestEvent) => void;

/** Counts events; a failure is completed by what its file printed. */
function collector(result: SuiteResult, onEvent: Take): Take {
  const printed = new Map<string, string>();
  return (event) => {
    if (event.kind === 'output') {
      printed.set(event.file, ((printed.get(event.file) ?? '') + event.text).slice(-KEPT_OUTPUT));
      return;
    }
    if (event.kind === 'pass') result.passed += 1;
    if (event.kind === 'skip') result.skips.push({ name: `${event.file}: ${event.name}`, reason: event.reason });
    if (event.kind === 'fail') {
      const output = printed.get(event.file);
      printed.delete(event.file);
      const whole = output === undefined ? event : { ...event, detail: `${event.detail}\n— printed —\n${output}` };
      result.failures.push(whole);
      onEvent(whole);
    } else onEvent(event);
  };
}

function runCommand(suite: Suite, environment: Readonly<Record<string, string>>, take: Take): Promise<Ending> {
  const [program, ...args] = commandOf(suite);
  const child = spawn(program, args, {
    cwd: root,
    env: suiteEnvironment({ ...environment, ...suite.environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  let output = '';
  const keep = (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = readEvent(line);
    if (event) take(event);
    else keep(`${line}\n`);
  });
  child.stderr.on('data', (chunk: Buffer) => keep(chunk.toString()));
  return new Promise((resolve, reject) => {
    let timedOut = false;
    const guard = setTimeout(() => {
      timedOut = true;
      endGroup(child);
    }, timeoutSeconds(suite) * 1000);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(guard);
      endGroup(child);
      running.delete(child);
      resolve({ status: code ?? signal ?? 1, timedOut, output });
    });
  });
}

/** A program that ends badly without saying which test failed is a failure too; one that ran nothing also. */
function judgeEnding(suite: Suite, { status, timedOut, output }: Ending, result: SuiteResult, take: Take): void {
  const fail = (detail: string) => take({ kind: 'fail', name: suite.name, file: '', detail: `${detail}\n${output}` });
  if (timedOut) fail(`stopped after ${timeoutSeconds(suite)} s`);
  else if (status !== 0 && result.failures.length === 0) fail(`ended with ${status}`);
  else if ('command' in suite && status === 0) take({ kind: 'pass', name: suite.name, file: '' });
  else if (result.passed + result.failures.length + result.skips.length === 0) fail('ran no test');
}

function timeoutSeconds(suite: Suite): number {
  return suite.timeoutSeconds ?? SUITE_SECONDS;
}

/** The whole group, so that servers and browsers which a test has left behind end as well. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}

function suiteEnvironment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { NODE_ENV: _, FORCE_COLOR: __, NODE_TEST_CONTEXT: ___, ...inherited } = process.env;
  return {
    ...inherited,
    PATH: [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
    NODE_COMPILE_CACHE: join(root, 'var/cache/compile'),
    NO_COLOR: '1',
    ...own,
  };
}
