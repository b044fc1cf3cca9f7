import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The files that pages link to, under names that change with their content. */
export interface Assets {
  /** Served at `/assets/`, for ever: each file has a `.br` and a `.gz` beside it where that is smaller. */
  readonly folder: string;
  /** `/assets/app.1f3a9c20.css` for `app.css`. Errors: an unknown name throws, since it is a mistake in our code. */
  url(name: string): string;
}

interface Manifest {
  /** Of everything the files are made from. */
  readonly inputs: string;
  readonly files: Readonly<Record<string, string>>;
  /** The files of the release before, kept so that pages served by it still find them. */
  readonly previous: readonly string[];
}

const here = import.meta.dirname;
const web = dirname(here);
const manifestName = 'manifest.json';

/**
 * Bundles, hashes and compresses styles, script and pictures into a folder (default `var/assets`), or does
 * nothing when the folder already holds what today's sources give: then esbuild isn't even loaded. Safe to
 * run by several processes at once.
 */
export async function buildAssets(folder = join(here, '../../../var/assets')): Promise<Assets> {
  const inputs = hashOfSources();
  const found = await readManifest(folder);
  if (found?.inputs === inputs) return assetsOf(folder, found);
  const manifest = await build(folder, inputs, found);
  return assetsOf(folder, manifest);
}

function assetsOf(folder: string, { files }: Manifest): Assets {
  const urls = new Map(Object.entries(files).map(([name, file]) => [name, `/assets/${file}`]));
  return {
    folder,
    url(name) {
      const url = urls.get(name);
      if (url === undefined) throw new Error(`No asset is called ${name}`);
      return url;
    },
  };
}

// Synchronous, as it happens once, before anything is served, and takes a tenth of the time.
function hashOfSources(): string {
  const names = readdirSync(web, { recursive: true, encoding: 'utf8' }).sort();
  const hash = createHash('sha256');
  for (const name of names) if (isSource.test(name)) hash.update(`${name}\n`).update(readFileSync(join(web, name)));
  return hash.digest('hex');
}

const isSource =
  /^assets\/(make|build)\.ts$|^assets\/(browser|styles|static)\/.+\.(css|ts|svg)$|^covers\/(brand|shapes)\.ts$/;

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

async function build(folder: string, inputs: string, before: Manifest | undefined): Promise<Manifest> {
  await mkdir(folder, { recursive: true });
  const { makeAssets } = await import('./make.ts');
  const made = await makeAssets(here);
  const files: Record<string, string> = {};
  for (const [name, content] of made) files[name] = await store(folder, name, content);
  const manifest = { inputs, files, previous: Object.values(before?.files ?? {}) };
  await writeWhole(join(folder, manifestName), JSON.stringify(manifest));
  await removeOthers(folder, manifest);
  return manifest;
}

const compressible = new Set(['.css', '.js', '.svg']);
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

async function store(folder: string, name: string, content: Uint8Array): Promise<string> {
  const extension = extname(name);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const file = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  await writeWhole(join(folder, file), content);
  if (compressible.has(extension)) {
    const options = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    };
    await writeWhole(join(folder, `${file}.br`), await brotli(content, options));
    await writeWhole(join(folder, `${file}.gz`), await gzipped(content, { level: 9 }));
  }
  return file;
}

// Another process may be serving from the folder, so a file appears whole or not at all.
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

async function removeOthers(folder: string, { files, previous }: Manifest): Promise<void> {
  const kept = [manifestName, ...Object.values(files), ...previous];
  const others = (await readdir(folder)).filter(
    (name) =>
      !name.endsWith('.tmp') && !kept.some((file) => name === file || name === `${file}.br` || name === `${file}.gz`),
  );
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
}
