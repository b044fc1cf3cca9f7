import { basename } from 'node:path';
import type { Resource, Shape } from '../3-kubernetes/manifests/shop.ts';

export interface TestNode {
  namespace: string;
  /** MySQL outside the cluster, in place of the one that the overlay brings. */
  database: { address: string; port: number; user: string; password: string };
  /** On the node, in place of a StorageClass. */
  photosFolder: string;
  /** Services that are reached from outside. */
  reached: string[];
  /** Each application gets this many pods, and no autoscaler. */
  replicas?: number;
  /** An autoscaler that keeps its least number: what pods use to start would make it grow in the middle of something else. */
  calm?: boolean;
}

/** A node of two cores holds all pods, those of a grown web too, when each asks for this much of its CPU. */
const cpuShare = 0.4;
/** Who has these passwords is, in the test, the administrator of its MySQL: the user of stage 3, and whom stage 4 releases as. */
const administered = ['bookstore', 'bookstore-release', 'administrator'];
const olderVersions: Record<string, string> = {
  'autoscaling/v2': 'autoscaling/v2beta2',
  'policy/v1': 'policy/v1beta1',
};

/**
 * Manifests as the test's node of Kubernetes 1.20 takes them. What differs from what an operator applies is this file: older API versions, fields that
 * came later, the place of database and photos, one image's name, smaller requests of CPU, and how soon an autoscaler decides.
 */
export function onTestNode(resources: Resource[], node: TestNode): Resource[] {
  const kept = resources.filter(
    ({ kind }) => kind !== 'StatefulSet' && !(node.replicas && kind === 'HorizontalPodAutoscaler'),
  );
  const changed = kept.map((each) => changedFor(structuredClone(each), node));
  // The volume first: a claim that finds none looks again only after a while.
  return [photosVolume(node), ...changed.map((each) => movedTo(node.namespace, each)), ...databaseOf(node)];
}

function changedFor(resource: Resource, node: TestNode): Resource {
  resource.apiVersion = olderVersions[resource.apiVersion] ?? resource.apiVersion;
  const { spec } = resource;
  if (resource.kind === 'PodDisruptionBudget') delete spec.unhealthyPodEvictionPolicy;
  if (resource.kind === 'HorizontalPodAutoscaler') decideSoon(spec.behavior);
  if (resource.kind === 'HorizontalPodAutoscaler' && node.calm) spec.maxReplicas = spec.minReplicas;
  if (resource.kind === 'PersistentVolumeClaim')
    Object.assign(spec, { storageClassName: '', volumeName: basename(node.photosFolder) });
  if (resource.kind === 'Service' && node.reached.includes(resource.metadata.name)) spec.type = 'NodePort';
  if (resource.kind === 'Service' && resource.metadata.name === 'database') pointOutside(spec, node);
  if (resource.kind === 'Secret' && administered.includes(resource.metadata.name))
    resource['data']['database-password'] = Buffer.from(node.database.password).toString('base64');
  if (resource.kind === 'ConfigMap' && resource['data'].RELEASE_DATABASE_USER)
    resource['data'].RELEASE_DATABASE_USER = node.database.user;
  if (spec?.template) changePods(spec.template.spec);
  if (resource.kind === 'Deployment' && node.replicas) spec.replicas = node.replicas;
  return resource;
}

/** Seconds instead of minutes, both ways. */
function decideSoon({ scaleUp, scaleDown }: Shape): void {
  scaleDown.stabilizationWindowSeconds = 5;
  for (const policy of [...scaleUp.policies, ...scaleDown.policies]) policy.periodSeconds = 2;
}

function pointOutside(spec: Shape, { database }: TestNode): void {
  delete spec.selector;
  delete spec.clusterIP;
  spec.ports[0].targetPort = database.port;
}

function changePods(pod: Shape): void {
  for (const constraint of pod.topologySpreadConstraints ?? []) {
    delete constraint.matchLabelKeys;
    delete constraint.nodeTaintsPolicy;
  }
  for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
    container.image = container.image.replace(/^nginx:.*/, 'nginx:stable');
    const { requests } = container.resources;
    requests.cpu = `${parseInt(requests.cpu, 10) * cpuShare}m`;
  }
}

function movedTo(namespace: string, resource: Resource): Resource {
  if (resource.kind === 'Namespace') resource.metadata.name = namespace;
  else resource.metadata['namespace'] = namespace;
  return resource;
}

const databaseOf = ({ namespace, database }: TestNode): Resource[] => [
  {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'database', namespace },
    subsets: [{ addresses: [{ ip: database.address }], ports: [{ name: 'mysql', port: database.port }] }],
  },
];

const photosVolume = ({ photosFolder }: TestNode): Resource => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: basename(photosFolder) },
  spec: {
    capacity: { storage: '5Gi' },
    accessModes: ['ReadWriteOnce'],
    storageClassName: '',
    hostPath: { path: photosFolder },
  },
});
