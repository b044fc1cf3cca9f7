import { existsSync, globSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { installDebianPackages } from './apt.ts';
import { cacheFolder } from './cache-folder.ts';
import { downloadAlone } from './other-release.ts';
import { findProgram, runProgram } from './run-program.ts';

/** What DOCKER_CONFIG names: it holds compose 2 and buildx where the machine has none, and nothing of the user's own. */
export const dockerConfiguration = join(cacheFolder('docker'), 'configuration');

const plugins = ['docker-compose', 'docker-buildx'];
/** The first release of Debian that has them. */
const RELEASE_WITH_PLUGINS = 'trixie';
const programs = { dockerd: 'docker.io', iptables: 'iptables', curl: 'curl', nginx: 'nginx' };

/** Errors: what is missing can't be had here. */
export async function getDockerTools(): Promise<void> {
  // First, since meanwhile apt installs what other needs ask for.
  if (!(await hasPlugins())) await fetchPlugins();
  await installMissing(programs);
  // Debian 12 has it in the daemon's package, later releases in one of its own.
  await installMissing({ docker: 'docker-cli' });
}

async function installMissing(packages: Readonly<Record<string, string>>): Promise<void> {
  const missing = Object.entries(packages).filter(([program]) => !findProgram(program));
  if (missing.length === 0) return;
  const problem = await installDebianPackages(...missing.map(([, name]) => name));
  if (problem !== undefined) throw new Error(problem);
}

async function hasPlugins(): Promise<boolean> {
  if (plugins.every((name) => existsSync(join(dockerConfiguration, 'cli-plugins', name)))) return true;
  const environment = { DOCKER_CONFIG: dockerConfiguration };
  try {
    await runProgram('docker', ['buildx', 'version'], { environment });
    return /^v?(2\.(2[4-9]|[3-9]\d)|[3-9]|\d\d)/.test(
      await runProgram('docker', ['compose', 'version', '--short'], { environment }),
    );
  } catch {
    return false;
  }
}

async function fetchPlugins(): Promise<void> {
  const work = `${dockerConfiguration}.${String(process.pid)}`;
  const target = join(dockerConfiguration, 'cli-plugins');
  try {
    await mkdir(work, { recursive: true });
    await mkdir(target, { recursive: true });
    for (const file of await downloadAlone(work, RELEASE_WITH_PLUGINS, ...plugins))
      await runProgram('dpkg-deb', ['-x', file, join(work, 'root')]);
    for (const path of globSync(join(work, 'root/usr/**/cli-plugins/*')))
      await copyFile(path, join(target, basename(path)));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
