import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs bin/bookstore to its end, in `folder`, with nothing of this process's environment but the path. */
export function bookstore(
  words: readonly string[],
  options: { folder: string; environment?: Readonly<Record<string, string>>; input?: string },
): Promise<Ended> {
  const child = spawn(join(root, 'bin/bookstore'), words, {
    cwd: options.folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_COMPILE_CACHE: join(root, 'var/cache/compile'),
      SECRET_KEY: 'a-key-for-tests-of-at-least-32-characters',
      ...options.environment,
    },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      resolve({ status, out, err });
    });
  });
}
