// Before `npm start`: joins the program's thousand files to one, since reading and linking them is half of a start.
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleFolder, currentBundle } from './current-bundle.ts';
import { entriesOf, ownPlaces } from './own-places.ts';

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
  '@opentelemetry/*',
];

/** Another process may start from the folder meanwhile, so it appears whole or not at all. */
async function makeBundle(): Promise<void> {
  const { build } = await import('esbuild');
  const folder = bundleFolder();
  const unfinished = `${folder}.${process.pid}`;
  await build({
    entryPoints: entriesOf('run.ts', 'cli/run-command-line.ts'),
    outdir: unfinished,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: loadedApart,
    plugins: [ownPlaces(folder)],
    logLevel: 'warning',
  });
  await mkdir(dirname(folder), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

if (currentBundle() === undefined) await makeBundle();
