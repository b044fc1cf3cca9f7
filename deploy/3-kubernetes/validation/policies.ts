import type { Resource, Shape } from '../manifests/shop.ts';

interface Container {
  name: string;
  image: string;
  ports?: { name?: string; containerPort: number }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  env?: {
    name: string;
    value?: string;
    valueFrom?: { configMapKeyRef?: { name: string; key: string }; secretKeyRef?: { name: string; key: string } };
  }[];
  securityContext?: Record<string, Shape>;
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  lifecycle?: { preStop?: { exec?: { command: string[] } } };
  [probe: string]: Shape;
}
export interface Workload {
  kind: string;
  name: string;
  labels: Record<string, string>;
  resource: Resource;
  pod: Record<string, Shape>;
  containers: Container[];
  all: Container[];
}

export function workloadsOf(resources: Resource[]): Workload[] {
  return resources
    .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind))
    .map((resource) => {
      const { metadata, spec: pod } = resource['spec'].template;
      const containers: Container[] = pod.containers;
      return {
        kind: resource.kind,
        name: resource.metadata.name,
        labels: metadata.labels,
        resource,
        pod,
        containers,
        all: [...(pod.initContainers ?? []), ...containers],
      };
    });
}

export const selects = (selector: Record<string, string>, labels: Record<string, string>): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);
const ofKind = (resources: Resource[], kind: string): Resource[] => resources.filter((each) => each.kind === kind);

/** Every rule of ours that the resources of one cluster break, in a sentence each. */
export function brokenPolicies(resources: Resource[]): string[] {
  const workloads = workloadsOf(resources);
  return [
    ...workloads.flatMap((each) => [
      ...podRules(each),
      ...each.all.flatMap((container) => containerRules(each, container)),
    ]),
    ...selectorRules(resources, workloads),
    ...budgetRules(resources, workloads),
    ...referenceRules(resources, workloads),
  ];
}

function podRules({ name, pod, kind, containers, resource }: Workload): string[] {
  const context = pod['securityContext'] ?? {};
  return [
    ...(context.runAsNonRoot === true && context.runAsUser > 0 ? [] : [`${name} may run as root`]),
    ...(context.seccompProfile?.type === 'RuntimeDefault' ? [] : [`${name} has no seccomp profile`]),
    ...(pod['automountServiceAccountToken'] === false ? [] : [`${name} gets a token of the API`]),
    ...(kind === 'Deployment' &&
    resource['spec'].strategy.type === 'RollingUpdate' &&
    resource['spec'].strategy.rollingUpdate.maxUnavailable !== 0
      ? [`${name} goes below its number in an update`]
      : []),
    ...(kind === 'Job'
      ? []
      : containers.flatMap((each) =>
          ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((probe) =>
            each[probe] ? [] : [`${name}/${each.name} has no ${probe}`],
          ),
        )),
  ];
}

function containerRules(workload: Workload, container: Container): string[] {
  const name = `${workload.name}/${container.name}`;
  const { securityContext: context = {}, resources } = container;
  const ports = new Set((container.ports ?? []).flatMap((each) => [each.name, each.containerPort]));
  const probed = ['startupProbe', 'readinessProbe', 'livenessProbe']
    .map((probe) => container[probe]?.httpGet?.port ?? container[probe]?.tcpSocket?.port)
    .filter((each) => each !== undefined);
  return [
    ...(context['allowPrivilegeEscalation'] === false &&
    context['capabilities']?.drop?.includes('ALL') &&
    !context['capabilities'].add
      ? []
      : [`${name} keeps privileges`]),
    ...(context['readOnlyRootFilesystem'] === true ? [] : [`${name} may write its root`]),
    ...(context['runAsUser'] === 0 ? [`${name} runs as root`] : []),
    ...(resources?.requests?.['cpu'] && resources.requests['memory'] && resources.limits?.['memory']
      ? []
      : [`${name} has no requests or no limit of memory`]),
    ...(/:(?!latest$)[\w][\w.-]*(@sha256:[0-9a-f]{64})?$/.test(container.image)
      ? []
      : [`${name}: ${container.image} is not pinned`]),
    ...probed.filter((port) => !ports.has(port)).map((port) => `${name} is probed at ${port}, which it hasn't`),
  ];
}

function selectorRules(resources: Resource[], workloads: Workload[]): string[] {
  return ofKind(resources, 'Service').flatMap(({ metadata, spec }) => {
    const chosen = workloads.filter(({ labels }) => selects(spec.selector, labels));
    if (chosen.length !== 1) return [`Service ${metadata.name} selects ${chosen.length} workloads`];
    const ports = new Set(
      chosen[0]?.containers.flatMap((each) => (each.ports ?? []).flatMap((port) => [port.name, port.containerPort])),
    );
    return (spec.ports as { port: number; targetPort: string | number }[])
      .filter((each) => !ports.has(each.targetPort))
      .map((each) => `Service ${metadata.name} names the port ${each.targetPort}, which nobody has`);
  });
}

function budgetRules(resources: Resource[], workloads: Workload[]): string[] {
  const least = ({ name, resource }: Workload): number =>
    resource['spec'].replicas ??
    ofKind(resources, 'HorizontalPodAutoscaler').find((each) => each['spec'].scaleTargetRef.name === name)?.['spec']
      .minReplicas ??
    1;
  return [
    ...ofKind(resources, 'PodDisruptionBudget').flatMap(({ metadata, spec }) => {
      const [workload] = workloads.filter(({ labels }) => selects(spec.selector.matchLabels, labels));
      if (!workload) return [`the budget ${metadata.name} is nobody's`];
      return spec.maxUnavailable >= 1 || least(workload) > spec.minAvailable
        ? []
        : [`the budget ${metadata.name} blocks every drain`];
    }),
    ...ofKind(resources, 'HorizontalPodAutoscaler').flatMap(({ metadata, spec }) => {
      const target = workloads.find(
        ({ name, kind }) => name === spec.scaleTargetRef.name && kind === spec.scaleTargetRef.kind,
      );
      if (!target) return [`the autoscaler ${metadata.name} has no target`];
      return target.resource['spec'].replicas === undefined
        ? []
        : [`${target.name} has a number of replicas and an autoscaler`];
    }),
  ];
}

/** Names of secrets that will be there, with their keys: given, or made by External Secrets or cert-manager. */
function secretsOf(resources: Resource[]): Map<string, Set<string>> {
  return new Map([
    ...ofKind(resources, 'Secret').map((each): [string, Set<string>] => [
      each.metadata.name,
      new Set(Object.keys({ ...each['data'], ...each['stringData'] })),
    ]),
    ...ofKind(resources, 'ExternalSecret').map((each): [string, Set<string>] => [
      each['spec'].target.name,
      new Set((each['spec'].data as { secretKey: string }[]).map((entry) => entry.secretKey)),
    ]),
  ]);
}

type Held = Map<string, Set<string>>;
const missing = (held: Held, name: string, key?: string): boolean =>
  !held.has(name) || (key !== undefined && !held.get(name)?.has(key));

function referenceRules(resources: Resource[], workloads: Workload[]): string[] {
  const secrets = secretsOf(resources);
  const configMaps = new Map(
    ofKind(resources, 'ConfigMap').map((each) => [each.metadata.name, new Set(Object.keys(each['data'] ?? {}))]),
  );
  const claims = new Set(ofKind(resources, 'PersistentVolumeClaim').map((each) => each.metadata.name));
  return workloads.flatMap(({ name, pod, all, resource }) => [
    ...volumeReferences(pod).flatMap(({ kind, of, key, optional }) =>
      !optional && missing(kind === 'secret' ? secrets : configMaps, of, key)
        ? [`${name} mounts ${kind} ${of} ${key ?? ''}, which nobody makes`]
        : [],
    ),
    ...(pod['volumes'] ?? []).flatMap((each: Shape) =>
      each.persistentVolumeClaim && !claims.has(each.persistentVolumeClaim.claimName)
        ? [`${name} claims ${each.persistentVolumeClaim.claimName}, which isn't there`]
        : [],
    ),
    ...environmentProblems(name, all, configMaps, secrets),
    ...mountProblems(name, pod, all, resource),
  ]);
}

function environmentProblems(name: string, all: Container[], configMaps: Held, secrets: Held): string[] {
  return [
    ...all.flatMap((each) =>
      (each.envFrom ?? []).flatMap(({ configMapRef }) =>
        configMapRef && missing(configMaps, configMapRef.name)
          ? [`${name} reads ConfigMap ${configMapRef.name}, which isn't there`]
          : [],
      ),
    ),
    ...all.flatMap((each) =>
      (each.env ?? []).flatMap(({ valueFrom }) =>
        valueFrom?.configMapKeyRef && missing(configMaps, valueFrom.configMapKeyRef.name, valueFrom.configMapKeyRef.key)
          ? [`${name} reads ${valueFrom.configMapKeyRef.key}, which isn't there`]
          : [],
      ),
    ),
    ...all.flatMap((each) =>
      (each.env ?? []).flatMap(({ valueFrom }) =>
        valueFrom?.secretKeyRef && missing(secrets, valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key)
          ? [`${name} reads the secret ${valueFrom.secretKeyRef.key}, which nobody makes`]
          : [],
      ),
    ),
  ];
}

function mountProblems(
  name: string,
  pod: Record<string, Shape>,
  containers: Container[],
  resource: Resource,
): string[] {
  const volumes = new Set(
    [...(pod['volumes'] ?? []), ...(resource['spec'].volumeClaimTemplates ?? [])].map(
      (each: Shape) => each.name ?? each.metadata.name,
    ),
  );
  return containers.flatMap((each) =>
    (each['volumeMounts'] ?? [])
      .filter((mount: Shape) => !volumes.has(mount.name))
      .map((mount: Shape) => `${name} mounts ${mount.name}, which isn't there`),
  );
}

interface Reference {
  kind: 'secret' | 'configMap';
  of: string;
  key?: string;
  optional?: boolean;
}

function volumeReferences(pod: Record<string, Shape>): Reference[] {
  const one = (kind: 'secret' | 'configMap', source: Shape): Reference[] => {
    if (!source) return [];
    const of = source.name ?? source.secretName;
    const keys: { key: string }[] = source.items ?? [];
    return keys.length > 0
      ? keys.map(({ key }) => ({ kind, of, key, optional: source.optional }))
      : [{ kind, of, optional: source.optional }];
  };
  return (pod['volumes'] ?? []).flatMap((each: Shape) =>
    [each, ...(each.projected?.sources ?? [])].flatMap((source: Shape) => [
      ...one('secret', source.secret),
      ...one('configMap', source.configMap),
    ]),
  );
}
