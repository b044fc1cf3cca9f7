import { findProgram, runProgram } from './run-program.ts';

interface Waiting {
  readonly packages: readonly string[];
  readonly done: (problem: string | undefined) => void;
}

const GATHER_MS = 50;
let waiting: Waiting[] = [];
let running: Promise<void> = Promise.resolve();

/**
 * Installs Debian packages and returns why that failed, or undefined. Calls made at about the same time share one
 * apt-get, since it takes seconds for itself and only one may run at once.
 */
export function installDebianPackages(...packages: string[]): Promise<string | undefined> {
  if (!findProgram('apt-get')) return Promise.resolve('this system has no apt-get');
  if (process.getuid?.() !== 0) return Promise.resolve(`not root: run \`apt-get install ${packages.join(' ')}\``);
  return new Promise((done) => {
    waiting.push({ packages, done });
    if (waiting.length === 1) setTimeout(startInstall, GATHER_MS);
  });
}

function startInstall(): void {
  const batch = waiting;
  waiting = [];
  running = running.then(() => installBatch(batch));
}

/** Where the whole batch fails, each request is tried by itself, so that one missing package takes down only its own. */
async function installBatch(batch: readonly Waiting[]): Promise<void> {
  const problem = await aptInstall(batch.flatMap((request) => request.packages));
  for (const request of batch) {
    request.done(problem !== undefined && batch.length > 1 ? await aptInstall(request.packages) : problem);
  }
}

async function aptInstall(packages: readonly string[]): Promise<string | undefined> {
  const args = ['install', '-qq', '-y', '--no-install-recommends', ...packages];
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runProgram('apt-get', args, { environment }).catch(async () => {
      await runProgram('apt-get', ['update', '-qq'], { environment });
      return runProgram('apt-get', args, { environment });
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
