import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource, Shape } from '../3-kubernetes/manifests/shop.ts';
import { builtOverlay } from '../3-kubernetes/validation/kubectl.ts';
import { workloadsOf } from '../3-kubernetes/validation/policies.ts';
import { onTestNode, type TestNode } from './on-test-node.ts';

const node: TestNode = {
  namespace: 'tried',
  database: { address: '192.0.2.1', port: 3399, user: 'someone', password: 'a password' },
  photosFolder: '/run/photos-1',
  reached: ['nginx'],
};
const rendered = builtOverlay('local').resources;
const made = onTestNode(rendered, node);
const found = (kind: string, name: string, all: Resource[] = made): Shape =>
  all.find((each) => each.kind === kind && each.metadata.name === name) ?? assert.fail(`${kind} ${name}`);

describe('manifests for the test’s node', () => {
  it('ask for versions and fields of 1.20 only', () => {
    const versions = new Set(made.map(({ apiVersion }) => apiVersion));
    assert.deepEqual(
      [...versions].toSorted(),
      ['apps/v1', 'autoscaling/v2beta2', 'batch/v1', 'networking.k8s.io/v1', 'policy/v1beta1', 'v1'].toSorted(),
    );
    assert.doesNotMatch(JSON.stringify(made), /unhealthyPodEvictionPolicy|matchLabelKeys|nodeTaintsPolicy/);
  });

  it('leave probes, grace, drain and confinement as an operator applies them', () => {
    const kept = ({ all, pod }: ReturnType<typeof workloadsOf>[number]) => [
      pod['terminationGracePeriodSeconds'],
      pod['securityContext'],
      ...all.map((each: Shape) => [
        each.lifecycle,
        each.startupProbe,
        each.readinessProbe,
        each.livenessProbe,
        each.securityContext,
        each.resources.limits,
      ]),
    ];
    const before = workloadsOf(rendered).filter(({ name }) => name !== 'database');
    assert.deepEqual(workloadsOf(made).map(kept), before.map(kept));
    assert.deepEqual(found('Deployment', 'web').spec.strategy, found('Deployment', 'web', rendered).spec.strategy);
    assert.equal(rendered.filter(({ kind }) => kind === 'StatefulSet').length, 1, 'what was given is left as it was');
  });

  it('find the database outside, with its password, and photos on the node', () => {
    assert.deepEqual(found('Endpoints', 'database').subsets[0], {
      addresses: [{ ip: '192.0.2.1' }],
      ports: [{ name: 'mysql', port: 3399 }],
    });
    assert.equal(found('Service', 'database').spec.selector, undefined);
    assert.equal(found('Secret', 'bookstore').data['database-password'], Buffer.from('a password').toString('base64'));
    assert.equal(found('PersistentVolumeClaim', 'photos').spec.volumeName, 'photos-1');
    assert.equal(found('PersistentVolume', 'photos-1').spec.hostPath.path, '/run/photos-1');
  });

  it('are in the namespace of the test, and reached where it says', () => {
    const places = made.filter(({ kind }) => kind !== 'PersistentVolume' && kind !== 'Namespace');
    assert.deepEqual([...new Set(places.map(({ metadata }) => metadata['namespace']))], ['tried']);
    assert.equal(found('Service', 'nginx').spec.type, 'NodePort');
    assert.equal(found('Service', 'web').spec.type, undefined);
  });

  it('have a fixed number of pods, and no autoscaler, where it says so', () => {
    const fixed = onTestNode(rendered, { ...node, replicas: 1 });
    assert.ok(!fixed.some(({ kind }) => kind === 'HorizontalPodAutoscaler'));
    assert.equal(found('Deployment', 'web', fixed).spec.replicas, 1);
  });
});
