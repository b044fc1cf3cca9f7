// Before `npm start`: joins the program's thousand files to one, since reading and linking them is half of a start.
import { globSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { bundleFolder, currentBundle } from './current-bundle.ts';

const source = resolve(import.meta.dirname, '..');
/** What brings native code, threads of its own, or is only loaded by need. */
const loadedApart = [
  'better-sqlite3',
  'sharp',
  '@node-rs/argon2',
  'esbuild',
  'pino',
  'mysql2',
  'nodemailer',
  'mercadopago',
];
const threads = globSync('**/*-thread.ts', { cwd: source });
const entries = ['run.ts', 'cli/run-command-line.ts', ...threads];

/** In a bundle each file still knows where it lies; threads are found beside the bundle. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { loader: 'ts', contents: path.startsWith(source) ? placed(text, path) : text };
    });
  },
};

function placed(text: string, path: string): string {
  return text
    .replaceAll(/new URL\('\.\/([\w-]+-thread)\.ts', import\.meta\.url\)/g, (_, thread: string) => {
      const file = pathToFileURL(join(bundleFolder(), `${thread}.cjs`));
      return `new URL(${JSON.stringify(file.href)})`;
    })
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
}

/** Another process may start from the folder meanwhile, so it appears whole or not at all. */
async function makeBundle(): Promise<void> {
  const { build } = await import('esbuild');
  const folder = bundleFolder();
  const unfinished = `${folder}.${process.pid}`;
  await build({
    entryPoints: entries.map((entry) => ({ in: join(source, entry), out: basename(entry, '.ts') })),
    outdir: unfinished,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: loadedApart,
    plugins: [ownPlaces],
    logLevel: 'warning',
  });
  await mkdir(dirname(folder), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

if (currentBundle() === undefined) await makeBundle();
