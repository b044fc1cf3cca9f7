import { globSync } from 'node:fs';
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

/** In a bundle each file still knows where it lies; threads are found beside the bundle, in `folder`. */
export const ownPlaces = (folder: string): Plugin => ({
  name: 'own places',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { loader: 'ts', contents: path.startsWith(source) ? placed(text, path, folder) : text };
    });
  },
});

function placed(text: string, path: string, folder: string): string {
  return text
    .replaceAll(/new URL\('\.\/([\w-]+-thread)\.ts', import\.meta\.url\)/g, (_, thread: string) => {
      const file = pathToFileURL(join(folder, `${thread}.cjs`));
      return `new URL(${JSON.stringify(file.href)})`;
    })
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
}
