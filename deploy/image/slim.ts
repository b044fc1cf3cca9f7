/** Takes out of the installed packages what never runs in the image: the bundler, other systems' binaries, sources, types, maps. */
import { existsSync, globSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const remove = (path: string): void => rmSync(path, { recursive: true, force: true });

// Built files are there; the bundler is only loaded when they aren't.
for (const path of ['node_modules/esbuild', 'node_modules/@esbuild', 'node_modules/.cache']) remove(path);

const sqlite = 'node_modules/better-sqlite3';
for (const part of ['deps', 'src']) remove(join(sqlite, part));
const ours = `linux-${process.arch}.node`;
if (existsSync(join(sqlite, 'prebuilds', ours)))
  for (const name of readdirSync(join(sqlite, 'prebuilds'))) if (name !== ours) remove(join(sqlite, 'prebuilds', name));

for (const path of globSync('node_modules/**/*.{d.ts,d.mts,d.cts,map,md,markdown}'))
  if (!/license/i.test(path)) remove(path);
