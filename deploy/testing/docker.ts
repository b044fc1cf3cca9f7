import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** Why no image can be built here, or undefined. Only what `npm test` found is used: a daemon that answers, with a base image. */
export async function dockerMissing(): Promise<string | undefined> {
  try {
    await execute('docker', ['image', 'inspect', 'node:24-bookworm-slim', 'nginx:stable']);
    await execute('docker', ['compose', 'version']);
    return undefined;
  } catch {
    return 'needs Docker: no daemon with compose and the images node:24-bookworm-slim and nginx:stable answers';
  }
}

/** Builds the project's image, or what a short Dockerfile says. */
export async function buildImage(tag: string, dockerfile?: string): Promise<void> {
  if (dockerfile !== undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'bookstore-image-'));
    writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    await execute('docker', ['build', '-q', '-t', tag, folder]);
    return;
  }
  const base = await wholeBase();
  const args = [
    'build',
    '--network',
    'host',
    '-f',
    join(root, 'deploy/image/Dockerfile'),
    '--build-arg',
    `NODE_IMAGE=${base}`,
    '-t',
    tag,
    root,
  ];
  await execute('docker', args, { env: { ...process.env, DOCKER_BUILDKIT: '1' }, maxBuffer: 1e8 });
}

export async function imageSize(tag: string): Promise<number> {
  return Number((await execute('docker', ['image', 'inspect', '--format', '{{.Size}}', tag])).stdout);
}

/** Where the local base image stands in for Debian's with a part of the C library only, the rest is put beside it. */
async function wholeBase(): Promise<string> {
  const base = 'node:24-bookworm-slim';
  const probe = ['run', '--rm', base, 'sh', '-c', 'ls /lib/*/libresolv.so.2 /lib/*/librt.so.1'];
  if (
    await execute('docker', probe).then(
      () => true,
      () => false,
    )
  )
    return base;
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-base-'));
  mkdirSync(join(folder, 'lib'));
  const files = execFileSync('dpkg', ['-L', 'libc6'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => /^\/lib\/.*\.so\.\d+$/.test(path));
  for (const path of files) cpSync(realpathSync(path), join(folder, 'lib', basename(path)));
  writeFileSync(join(folder, 'Dockerfile'), `FROM ${base}\nCOPY lib/ /usr/lib/x86_64-linux-gnu/\n`);
  await execute('docker', ['build', '-q', '-t', 'bookstore-base:local', folder]);
  return 'bookstore-base:local';
}
