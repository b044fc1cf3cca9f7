import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Lab } from './lab.ts';
import { openTunnel } from './tunnel.ts';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const patienceMs = 240_000;

/** Why no image can be built here, or undefined. Only the daemon that `npm test` started is used: its network is nobody else's. */
export async function dockerMissing(): Promise<string | undefined> {
  if (!process.env['DOCKER_MACHINE']) return 'needs Docker: `npm test -- --only compose` starts a daemon, where it can';
  try {
    await execute('docker', ['compose', 'version']);
    await execute('docker', ['image', 'inspect', 'node:24-bookworm-slim', 'nginx:stable']);
    return undefined;
  } catch (error) {
    return `needs Docker: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Puts the daemon's machine on the lab's switch; answers its address, where the ports of containers are published. */
export function joinLab(lab: Lab, number: number): string {
  return lab.join(number, Number(process.env['DOCKER_MACHINE']));
}

/** Builds the project's image. The packages are fetched through the lab, unless the daemon has them from the time before. */
export async function buildImage(tag: string, lab: Lab): Promise<void> {
  const tunnel = await openTunnel(lab.ownAddress);
  const npmrc = join(homedir(), '.npmrc');
  const secret = existsSync(npmrc) ? ['--secret', `id=npmrc,src=${npmrc}`] : [];
  const way = ['--network', 'host', '--build-arg', `HTTPS_PROXY=${tunnel.url}`];
  try {
    await docker('build', ...way, ...secret, '-f', join(root, 'deploy/image/Dockerfile'), '-t', tag, root);
  } finally {
    tunnel.close();
  }
}

/** Builds what a short Dockerfile says, with copies of files beside it. */
export async function buildFrom(tag: string, dockerfile: string, files: string[] = []): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-image-'));
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  await docker('build', '--quiet', '--tag', tag, folder);
  rmSync(folder, { recursive: true });
}

export async function docker(...args: string[]): Promise<string> {
  return (await execute('docker', args, { maxBuffer: 1e8, timeout: patienceMs })).stdout;
}

export async function imageSize(tag: string): Promise<number> {
  return Number(await docker('image', 'inspect', '--format', '{{.Size}}', tag));
}
