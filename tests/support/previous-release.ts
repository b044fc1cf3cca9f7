import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/provision/cache-folder.ts';
import { runProgram } from '../../scripts/provision/run-program.ts';

const root = join(import.meta.dirname, '../..');
const parts = ['src', 'bin', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

export interface Release {
  readonly tag: string;
  readonly commit: string;
  /** So many requests may fail where its processes are stopped, for a fault of its own. */
  readonly cuts: number;
}

/** The newest release that is not what is checked out: by `releases.txt`, since a clone may come without tags. Undefined: git does not know its commit. */
export function previousRelease(): Release | undefined {
  const releases = readFileSync(join(root, 'releases.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/));
  const head = git('rev-parse', 'HEAD');
  for (const [tag = '', commit = '', cuts = '0'] of releases.reverse())
    if (commit !== head && git('cat-file', '-t', commit) === 'commit') return { tag, commit, cuts: Number(cuts) };
  return undefined;
}

function git(...args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/** The release's program with the packages that it was released with. Returns the folder, which is kept for the next time. Errors: as npm's. */
export async function takeRelease({ tag, commit }: Release): Promise<string> {
  const folder = cacheFolder(`releases/${tag}-${commit.slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}-${String(process.pid)}`;
  try {
    mkdirSync(unfinished, { recursive: true });
    const packed = execFileSync('git', ['archive', commit, ...parts], { cwd: root, maxBuffer: 100_000_000 });
    execFileSync('tar', ['-x', '-C', unfinished], { input: packed });
    const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
    await runProgram('npm', ['install', ...quiet, '--omit=dev'], { cwd: unfinished });
    renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
