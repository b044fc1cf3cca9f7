import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedDataFolder } from '../../../tests/support/shared-data.ts';
import { installDebianPackages } from '../apt.ts';
import { cacheFolder } from '../cache-folder.ts';
import { findProgram, runProgram } from '../run-program.ts';

const version = '1.20.2';
/** Kubernetes is in no package that a machine of ours could fetch: these programs lie beside the repository, not in it. */
const archive = join(sharedDataFolder, `../recipes/kubernetes/kube-${version}-linux-amd64.tar.xz`);
const packages = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  etcd: 'etcd-server',
  iptables: 'iptables',
  conntrack: 'conntrack',
};
export const cniFolder = '/usr/lib/cni';

/** Why there is no Kubernetes for this machine, or undefined. */
export function whyNoKubernetes(): string | undefined {
  if (process.arch !== 'x64') return 'its programs are for x86-64';
  return existsSync(archive)
    ? undefined
    : `../shared/recipes/kubernetes/kube-${version}-linux-amd64.tar.xz is not there`;
}

/** The folder of its programs; what they call is installed. Errors: something can't be had. */
export async function kubernetesPrograms(): Promise<string> {
  const missing = Object.entries(packages).flatMap(([program, name]) => (findProgram(program) ? [] : [name]));
  if (!existsSync(join(cniFolder, 'bridge'))) missing.push('containernetworking-plugins');
  const problem = missing.length === 0 ? undefined : await installDebianPackages(...new Set(missing));
  if (problem !== undefined) throw new Error(problem);
  return unpacked();
}

async function unpacked(): Promise<string> {
  const folder = cacheFolder(`kubernetes-${version}`);
  if (existsSync(folder)) return folder;
  const work = `${folder}.${String(process.pid)}`;
  await mkdir(work, { recursive: true });
  await runProgram('tar', ['-xJf', archive, '-C', work]);
  await rename(work, folder).catch(() => rm(work, { recursive: true, force: true }));
  return folder;
}
