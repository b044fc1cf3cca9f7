import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly timeoutSeconds?: number;
  /** How much of its output an error repeats; default 8. */
  readonly lastLines?: number;
}

/** Runs a program to its end and returns what it printed. Errors: a status other than 0, with the end of its output. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<string> {
  const { status, output } = await programResult(program, args, options);
  if (status === 0) return output;
  const end = output
    .trim()
    .split('\n')
    .slice(-(options.lastLines ?? 8));
  throw new Error(`${basename(program)} ${args[0] ?? ''} ended with ${status}: ${end.join('\n')}`);
}

function programResult(program: string, args: readonly string[], options: ProgramOptions) {
  return new Promise<{ status: number | string; output: string }>((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (options.timeoutSeconds ?? 300) * 1000,
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ status: error.message, output });
    });
    child.on('close', (code, signal) => {
      resolve({ status: code ?? signal ?? 'no status', output });
    });
  });
}

/** The path of an executable: on PATH, or where Debian keeps servers, which an ordinary user's PATH leaves out. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
