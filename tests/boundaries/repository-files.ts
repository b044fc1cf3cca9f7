import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

const LARGEST_TEXT_BYTES = 2_000_000;

/** Every file that belongs to the repository, relative to its root; git itself may be missing where tests run. */
export function repositoryFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isIgnored(entry.name)) return [];
    if (entry.isDirectory()) return repositoryFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The text of a file, or undefined for a picture or anything else that is not text. */
export function textOf(path: string): string | undefined {
  const whole = join(root, path);
  if (statSync(whole).size > LARGEST_TEXT_BYTES) return undefined;
  const bytes = readFileSync(whole);
  return bytes.includes(0) ? undefined : bytes.toString('utf8');
}

const ignored = new Set(['.git', ...readFileSync(join(root, '.gitignore'), 'utf8').split('\n').map(folderName)]);

function folderName(line: string): string {
  return line.trim().replace(/^\//, '').replace(/\/$/, '');
}

function isIgnored(name: string): boolean {
  return ignored.has(name) || name.endsWith('.log');
}
