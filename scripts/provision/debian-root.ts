import { existsSync, lstatSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

interface Installed {
  readonly needs: readonly string[];
  /** What it stands for beside its own name. */
  readonly provides: readonly string[];
}

const UNUSED = /^\/usr\/share\/(doc|man|locale|info|lintian|bug|bash-completion|zsh|gcc|doc-base)\//;
/** They ask questions while packages are installed; nothing of theirs runs later. */
const neverNeeded = new Set(['debconf', 'perl-base', 'dpkg', 'tar-doc', 'iproute2']);

/**
 * Writes a tar archive of installed Debian packages and all that they need, as a root of its own; what lies in the folder `own` comes beside
 * or in the place of theirs. Errors: one isn't installed.
 */
export async function archivePackages(archive: string, names: readonly string[], own: string): Promise<void> {
  const mine = new Set(await readdir(own, { recursive: true }));
  const files = [...mergedFolders(), ...(await filesOf([...closureOf(names, await installedPackages())]))];
  const add = async (folder: string, paths: string[], ...args: string[]): Promise<void> => {
    await writeFile(`${archive}.files`, paths.join('\n'));
    await runProgram('tar', ['-C', folder, '--no-recursion', '--numeric-owner', ...args, '-T', `${archive}.files`]);
  };
  await add(
    '/',
    files.filter((path) => !mine.has(path)),
    '-cf',
    archive,
  );
  await add(own, [...mine], '-rf', archive);
}

/** Their files where they really lie: packages of Debian 12 name `/lib/…` and mean `/usr/lib/…`. */
async function filesOf(packages: readonly string[]): Promise<string[]> {
  const output = await runProgram('dpkg-query', ['-L', ...packages]);
  const paths = output.split('\n').filter((line) => line.startsWith('/') && line !== '/.' && !UNUSED.test(line));
  const merged = mergedFolders();
  const real = paths.map((path) => {
    const [top = '', ...rest] = path.slice(1).split('/');
    return merged.includes(top) ? ['usr', top, ...rest].join('/') : [top, ...rest].join('/');
  });
  return [...new Set(real)].filter((path) => existsSync(`/${path}`));
}

const mergedFolders = (): string[] =>
  ['bin', 'sbin', 'lib', 'lib64'].filter((name) => existsSync(`/${name}`) && lstatSync(`/${name}`).isSymbolicLink());

async function installedPackages(): Promise<Map<string, Installed>> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg fills it in
  const format = '${Package}\\t${Depends}, ${Pre-Depends}\\t${Provides}\\n';
  const lines = (await runProgram('dpkg-query', ['-W', '-f', format])).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', needs = '', provides = ''] = line.split('\t');
      return [name, { needs: needs.split(',').map(nameIn).filter(Boolean), provides: provides.split(',').map(nameIn) }];
    }),
  );
}

/** `libc6` of `libc6:any (>= 2.36) | libc6-other`. */
const nameIn = (text: string): string => /[\w.+-]+/.exec(text)?.[0] ?? '';

export function closureOf(names: readonly string[], installed: ReadonlyMap<string, Installed>): Set<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const real = installed.has(name) ? name : [...installed].find(([, each]) => each.provides.includes(name))?.[0];
    if (real === undefined || found.has(real) || neverNeeded.has(real)) return;
    found.add(real);
    for (const need of installed.get(real)?.needs ?? []) add(need);
  };
  for (const name of names) {
    if (!installed.has(name)) throw new Error(`${name} is not installed by apt`);
    add(name);
  }
  return found;
}
