import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Core, pinned } from './pinned.ts';

export interface RunningProcess {
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly core: Core;
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Answers 200 once it is ready. */
  readonly readyUrl: string;
  /** What it writes goes there. */
  readonly logFile: string;
}

const patienceMs = 600_000;
const askAgainMs = 5;
const stopMs = 30_000;

/** Starts a program on one core and resolves once it is ready. Errors: it ended, or takes too long; with its log. */
export async function startProcess(
  command: readonly string[],
  options: ProcessOptions,
): Promise<RunningProcess & { readyMs: number }> {
  const began = performance.now();
  const log = openSync(options.logFile, 'a');
  const [program = '', ...args] = [...pinned(options.core), ...command];
  const child = spawn(program, args, {
    cwd: options.folder,
    env: options.environment ?? process.env,
    stdio: ['ignore', log, log],
  });
  while (!(await isReady(options.readyUrl))) {
    if (child.exitCode !== null || performance.now() - began > patienceMs) {
      child.kill('SIGKILL');
      throw new Error(`${command.join(' ')} is not ready:\n${readFileSync(options.logFile, 'utf8').slice(-3000)}`);
    }
    await sleep(askAgainMs);
  }
  return { pid: child.pid ?? 0, readyMs: performance.now() - began, stop: () => ended(child) };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await gone;
  clearTimeout(insist);
}
