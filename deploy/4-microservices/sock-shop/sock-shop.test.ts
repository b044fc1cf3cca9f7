import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Resource } from '../../3-kubernetes/manifests/shop.ts';
import { allowedEdges } from '../../3-kubernetes/validation/calls.ts';
import { kubectl } from '../../3-kubernetes/validation/kubectl.ts';
import { brokenPolicies, workloadsOf } from '../../3-kubernetes/validation/policies.ts';
import { parseResources, problemsOf } from '../../3-kubernetes/validation/validate-manifests.ts';
import { driftedFiles } from './render.ts';
import { workloads } from './workloads.ts';

const names = ['acm-efs', 'acm-ebs', 'acme-efs', 'acme-ebs'];
const jobs = ['write', 'read'].flatMap((half) =>
  parseResources(readFileSync(join(import.meta.dirname, `persistence/${half}.yaml`), 'utf8')),
);
const built = new Map(names.map((name) => [name, build(name)]));
const of = (name: string): Resource[] => structuredClone(built.get(name) ?? []);

function build(name: string): Resource[] {
  const folder = mkdtempSync(join(tmpdir(), 'sock-shop-'));
  try {
    for (const part of ['base', 'overlays'])
      cpSync(join(import.meta.dirname, part), join(folder, part), { recursive: true });
    writeFileSync(join(folder, 'base/secrets.env'), 'root-password=only-for-this-test\n');
    return parseResources(execFileSync(kubectl(), ['kustomize', join(folder, 'overlays', name)], { encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the Sock Shop', () => {
  it('is in the repository as it is rendered', () => assert.deepEqual(driftedFiles(), []));

  it('has fourteen workloads, each called by its name', () => {
    assert.equal(workloads.length, 14);
    for (const { calls } of workloads)
      for (const each of calls)
        assert.ok(
          workloads.some(({ name }) => name === each),
          each,
        );
  });

  for (const name of names)
    it(`breaks no policy in ${name}`, () => assert.deepEqual(brokenPolicies([...of(name), ...jobs]), []));

  it('is valid for Kubernetes 1.36', async () =>
    assert.deepEqual(await problemsOf([...[...built.values()].flat(), ...jobs]), []));

  it('lets exactly the calls of the table through', () => {
    const called = workloads.flatMap(({ name, calls }) =>
      calls.map((each) => `${name} → ${each}:${workloads.find((one) => one.name === each)?.port ?? 0}/TCP`),
    );
    const edges = [...allowedEdges([...of('acm-efs'), ...jobs])].filter((edge) => !edge.includes('kube-system'));
    assert.deepEqual(
      edges.sort(),
      [...called, 'persistence-check → orders-db:27017/TCP', 'net 10.20.0.0/16 → front-end:8079/TCP'].sort(),
    );
  });

  it('keeps orders on EFS as the user who owns them, one process at a time', () => {
    const { pod, resource } = workloadsOf(of('acme-efs')).find(({ name }) => name === 'orders-db') ?? assert.fail();
    assert.equal(pod['securityContext'].runAsUser, 999);
    assert.deepEqual(
      [resource['spec'].replicas, resource['spec'].strategy.type, pod['terminationGracePeriodSeconds']],
      [1, 'Recreate', 60],
    );
    const volume = of('acme-efs').find(({ kind }) => kind === 'PersistentVolume');
    assert.match(volume?.['spec'].csi.volumeHandle, /^fs-[0-9a-f]+::fsap-[0-9a-f]+$/);
    assert.equal(
      of('acme-ebs').some(({ kind }) => kind === 'PersistentVolume'),
      false,
    );
  });

  it('has no trace of what upstream had to have', () => {
    assert.doesNotMatch(
      JSON.stringify([...built.values()]),
      /fake_password|beta\.kubernetes\.io\/os|NET_BIND_SERVICE|docker\.sock|"hostPath"|chmod/,
    );
  });
});
