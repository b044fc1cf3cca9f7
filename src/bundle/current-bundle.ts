import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const home = resolve(import.meta.dirname, '../..');

/** Where `make-bundle.ts` puts the program; beside it lie the bundled threads. */
export const bundleFolder = (root = home): string => join(root, 'var/cache/program');

/**
 * The bundled program, where it is as new as everything it was made from; else the sources themselves are run.
 * A folder is newer once a file in it came or went.
 */
export function currentBundle(root = home): string | undefined {
  const program = join(bundleFolder(root), 'run.cjs');
  if (!existsSync(program)) return undefined;
  const made = statSync(program).mtimeMs;
  const sources = join(root, 'src');
  const inputs = [sources, join(root, 'package-lock.json'), ...namesIn(sources)];
  return inputs.every((input) => statSync(input).mtimeMs <= made) ? program : undefined;
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}
