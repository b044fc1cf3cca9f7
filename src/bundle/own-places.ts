import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const source = resolve(import.meta.dirname, '..');

/** What every bundle needs beside its program, as entries of esbuild. */
export const entriesOf = (...programs: readonly string[]): { in: string; out: string }[] =>
  [...programs, ...globSync('**/*-thread.ts', { cwd: source })].map((entry) => ({
    in: join(source, entry),
    out: basename(entry, '.ts'),
  }));

/** Whether a source, by its path from `src`, asks where it lies. */
export const asksForItsPlace = (file: string): boolean =>
  readFileSync(join(source, file), 'utf8').includes('import.meta.');

/** In a bundle each file still knows where it lies; threads are found beside the bundle, in `folder`. Knows the files that ask when it is set up. */
export const ownPlaces = (folder: string): Plugin => ({
  name: 'own places',
  setup: (build) => {
    // Only those that ask: a file that passes through here costs esbuild more than reading it.
    const asking = globSync('**/*.ts', { cwd: source }).filter(asksForItsPlace);
    const filter = new RegExp(`^(?:${asking.map((file) => literal(join(source, file))).join('|')})$`);
    build.onLoad({ filter }, async ({ path }) => ({
      loader: 'ts',
      contents: placed(await readFile(path, 'utf8'), path, folder),
    }));
  },
});

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function placed(text: string, path: string, folder: string): string {
  return text
    .replaceAll(/new URL\('\.\/([\w-]+-thread)\.ts', import\.meta\.url\)/g, (_, thread: string) => {
      const file = pathToFileURL(join(folder, `${thread}.cjs`));
      return `new URL(${JSON.stringify(file.href)})`;
    })
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
}
