// `npm run dev`: starts the shop, and again after each change of the sources. The next process has loaded the
// packages before it is needed, so that a reload costs only our own code.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { context } from 'esbuild';
import { asksForItsPlace, entriesOf, ownPlaces } from '../../src/bundle/own-places.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'var/cache/dev');
const program = join(folder, 'run.cjs');
/** Editors write a file in several steps. */
const settleMs = 20;

const open = () =>
  context({
    entryPoints: entriesOf('run.ts'),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    sourcemap: true,
    metafile: true,
    plugins: [ownPlaces(folder)],
    logLevel: 'warning',
  });
/** A file that asks for its place changed: esbuild has to be told which do. */
let stale = false;
let sources = await open();
let packages = await build();
let waiting: ChildProcess | undefined;
let serving: ChildProcess | undefined;
let changes = Promise.resolve();
let settling: NodeJS.Timeout | undefined;
serve();
watch(join(root, 'src'), { recursive: true }, (_, name) => {
  if (name === null || name.endsWith('.test.ts')) return;
  stale ||= name.endsWith('.ts') && existsSync(join(root, 'src', name)) && asksForItsPlace(name);
  clearTimeout(settling);
  settling = setTimeout(() => {
    changes = changes.then(reload);
  }, settleMs);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);

/** Answers the packages that the program loads. */
async function build(): Promise<string[]> {
  if (stale) {
    await sources.dispose();
    sources = await open();
    stale = false;
  }
  const { metafile } = await sources.rebuild();
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))];
}

function prepare(): ChildProcess {
  return fork(join(import.meta.dirname, 'waiting-process.ts'), [program, ...packages], {
    cwd: root,
    env: { NODE_COMPILE_CACHE: join(root, 'var/cache/compile'), ...process.env },
    execArgv: ['--enable-source-maps'],
  });
}

/** The next process is made ready once this one serves, so that it takes no time from it. */
function serve(): void {
  const next = waiting ?? prepare();
  waiting = undefined;
  serving = next;
  const makeReady = (): void => {
    if (serving === next) waiting ??= prepare();
  };
  next.once('message', makeReady);
  next.once('exit', makeReady);
  next.send('serve');
}

/** What can't be built is told by esbuild, and the last that could goes on serving. */
async function reload(): Promise<void> {
  try {
    packages = await build();
  } catch {
    return;
  }
  const last = serving;
  if (last?.exitCode === null) {
    const ended = new Promise((done) => last.once('exit', done));
    last.kill('SIGKILL');
    await ended;
  }
  serve();
}

function end(): void {
  for (const child of [serving, waiting]) child?.kill();
  process.exit(0);
}
