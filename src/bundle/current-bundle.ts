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
  return isOlder(join(root, 'package-lock.json'), made) && isOlderThroughout(join(root, 'src'), made)
    ? program
    : undefined;
}

const isOlder = (path: string, than: number): boolean => statSync(path).mtimeMs <= than;

/** A quarter of the time of `readdirSync(…, { recursive: true })`, at every start. */
function isOlderThroughout(folder: string, than: number): boolean {
  if (!isOlder(folder, than)) return false;
  return readdirSync(folder, { withFileTypes: true }).every((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isOlderThroughout(path, than);
    return entry.name.endsWith('.test.ts') || isOlder(path, than);
  });
}
