// No registry is asked: the two images that others are made from are put together from what is installed on this machine.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chown, copyFile, cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { archivePackages } from './debian-root.ts';
import { findProgram, runProgram } from './run-program.ts';

export interface LocalImage {
  readonly tag: string;
  readonly packages: readonly string[];
  /** Adds to the empty folder what lies beside the packages' files. */
  readonly add?: (root: string) => Promise<void>;
  /** Lines of a Dockerfile: ENV, CMD and the like. */
  readonly settings?: readonly string[];
  /** Users beside root, as lines of passwd. */
  readonly users?: readonly string[];
  /** Changes where what it is made of changes. */
  readonly version?: string;
}

const shell = [
  'base-files',
  'bash',
  'coreutils',
  'dash',
  'debianutils',
  'findutils',
  'grep',
  'gzip',
  'libc-bin',
  'mawk',
];
const system = [...shell, 'procps', 'sed', 'tar'];
const nodeVersion = process.versions.node;
const certificates = 'etc/ssl/certs/ca-certificates.crt';

/** With npm, as Node's own image has it. */
const node: LocalImage = {
  tag: 'node:24-bookworm-slim',
  packages: ['libstdc++6'],
  add: addNode,
  users: ['node:x:1000:1000::/home/node:/bin/bash'],
  settings: [`ENV NODE_VERSION=${nodeVersion}`, `ENV NPM_CONFIG_CAFILE=/${certificates}`, 'CMD ["node"]'],
  version: nodeVersion,
};

const nginx: LocalImage = {
  tag: 'nginx:stable',
  packages: ['nginx', 'curl'],
  users: ['nginx:x:101:101::/nonexistent:/bin/false'],
  settings: ['EXPOSE 80', 'CMD ["nginx", "-g", "daemon off;"]'],
};

/** Makes them where the daemon lacks them, or has them from something else than what is here now. */
export async function makeBaseImages(environment: NodeJS.ProcessEnv): Promise<void> {
  for (const image of [node, nginx]) await makeLocalImage(image, environment);
}

/** Safe to repeat: an image that is there already, made of the same, stays. */
export async function makeLocalImage(image: LocalImage, environment: NodeJS.ProcessEnv): Promise<void> {
  const madeOf = await fingerprint(image);
  if ((await labelOf(image.tag, environment)) === madeOf) return;
  const work = await mkdtemp(join(tmpdir(), 'bookstore-root-'));
  try {
    const archive = join(work, 'root.tar');
    await addOwnFiles(image, join(work, 'own'));
    await archivePackages(archive, [...system, ...image.packages], join(work, 'own'));
    const path = 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    const settings = [path, `LABEL made-of=${madeOf}`, ...(image.settings ?? [])].flatMap((line) => ['-c', line]);
    await runProgram('docker', ['import', ...settings, archive, image.tag], { environment });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fingerprint({ packages, version }: LocalImage): Promise<string> {
  const hash = createHash('sha256').update(version ?? '');
  for (const source of ['docker-images.ts', 'debian-root.ts'])
    hash.update(readFileSync(join(import.meta.dirname, source)));
  return hash.update(await runProgram('dpkg-query', ['-W', ...system, ...packages])).digest('hex');
}

async function labelOf(tag: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const format = '{{index .Config.Labels "made-of"}}';
  const asked = runProgram('docker', ['image', 'inspect', '--format', format, tag], { environment });
  return asked.then(
    (answer) => answer.trim(),
    () => undefined,
  );
}

async function addOwnFiles({ add, users = [] }: LocalImage, root: string): Promise<void> {
  for (const folder of ['etc/ssl/certs', 'root', 'usr/bin', 'tmp'])
    await mkdir(join(root, folder), { recursive: true });
  await runProgram('chmod', ['1777', join(root, 'tmp')]);
  await copyFile(process.env.NODE_EXTRA_CA_CERTS ?? `/${certificates}`, join(root, certificates));
  await symlink('mawk', join(root, 'usr/bin/awk'));
  const all = ['root:x:0:0:root:/root:/bin/bash', 'nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin', ...users];
  await writeFile(join(root, 'etc/passwd'), `${all.join('\n')}\n`);
  await writeFile(
    join(root, 'etc/group'),
    all.map((line) => `${line.replace(/:x:\d+:(\d+):.*/, ':x:$1:')}\n`).join(''),
  );
  await add?.(root);
}

/** The Node that the packages bring, else the one that runs this; and the npm of this machine. */
async function addNode(root: string): Promise<void> {
  const modules = join(root, 'usr/local/lib/node_modules');
  const programs = join(root, 'usr/local/bin');
  for (const folder of [modules, programs, join(root, 'home/node')]) await mkdir(folder, { recursive: true });
  await chown(join(root, 'home/node'), 1000, 1000);
  const brought = join(import.meta.dirname, `../../node_modules/node-linux-${process.arch}/bin/node`);
  await copyFile(existsSync(brought) ? brought : process.execPath, join(programs, 'node'));
  await cp(await npmFolder(), join(modules, 'npm'), { recursive: true });
  for (const name of ['npm', 'npx']) await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(programs, name));
}

async function npmFolder(): Promise<string> {
  const npm = findProgram('npm');
  const folder = npm && dirname(dirname(await realpath(npm)));
  if (!folder || !existsSync(join(folder, 'node_modules'))) throw new Error('there is no npm to put into an image');
  return folder;
}
