import type { Chart } from 'cdk8s';
import type * as k8s from 'cdk8s-plus-34/lib/imports/k8s.js';
import {
  IntOrString,
  KubeDeployment,
  KubeJob,
  KubeNamespace,
  KubeNetworkPolicy,
  KubePersistentVolume,
  KubePersistentVolumeClaim,
  KubePodDisruptionBudget,
  KubeService,
  KubeServiceAccount,
  Quantity,
} from 'cdk8s-plus-34/lib/imports/k8s.js';
import {
  confinedContainer,
  confinedPod,
  httpProbe,
  resourcesOf,
  scratch,
  tcpProbe,
} from '../../3-kubernetes/manifests/pods.ts';
import { type Resource, resources } from '../../3-kubernetes/manifests/shop.ts';
import { kinds, type Workload, workloads } from './workloads.ts';

export const namespace = 'sock-shop';
export const exampleHandle = 'fs-0123456789abcdef0::fsap-0fedcba9876543210';
const persistent = 'orders-db';
const checker = 'persistence-check';
const labelsOf = (name: string): Record<string, string> => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/part-of': namespace,
});

/** Each file of the base with its resources. */
export function baseFiles(): Record<string, Resource[]> {
  return {
    'namespace.yaml': resources((chart) => {
      const labels = Object.fromEntries(
        ['enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
      );
      new KubeNamespace(chart, 'namespace', { metadata: { name: namespace, labels } });
    }, undefined),
    'workloads.yaml': resources((chart) => {
      new KubeServiceAccount(chart, 'account', { metadata: { name: namespace }, automountServiceAccountToken: false });
      for (const each of workloads) deploy(chart, each);
    }, namespace),
    'network.yaml': resources(network, namespace),
  };
}

function deploy(chart: Chart, workload: Workload): void {
  const { name, port, replicas = 1 } = workload;
  const labels = labelsOf(name);
  new KubeDeployment(chart, name, {
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      // Two processes on one folder of data would spoil it.
      strategy: isDatabase(workload)
        ? { type: 'Recreate' }
        : {
            type: 'RollingUpdate',
            rollingUpdate: { maxUnavailable: IntOrString.fromNumber(0), maxSurge: IntOrString.fromNumber(1) },
          },
      template: { metadata: { labels }, spec: pod(workload) },
    },
  });
  new KubeService(chart, `${name}-service`, {
    metadata: { name, labels },
    spec: {
      selector: labels,
      ports: [{ name: 'main', port: name === 'front-end' ? 80 : port, targetPort: IntOrString.fromString('main') }],
    },
  });
  if (replicas > 1)
    new KubePodDisruptionBudget(chart, `${name}-budget`, {
      metadata: { name, labels },
      spec: { maxUnavailable: IntOrString.fromNumber(1), selector: { matchLabels: labels } },
    });
}

const isDatabase = ({ kind }: Workload): boolean => ['mongo', 'mysql', 'redis', 'rabbitmq'].includes(kind);

function pod(workload: Workload): k8s.PodSpec {
  const { user, folders } = kinds[workload.kind];
  const confined = confinedPod(user);
  const volumes = folders.map((folder) =>
    workload.name === persistent && folder === '/data/db'
      ? { name: volumeOf(folder), persistentVolumeClaim: { claimName: persistent } }
      : scratch(volumeOf(folder), 512),
  );
  // Port 80 without a capability: a safe sysctl since Kubernetes 1.22.
  const sysctls =
    workload.port < 1024 ? { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] } : {};
  return {
    ...confined,
    securityContext: { ...confined.securityContext, ...sysctls },
    serviceAccountName: namespace,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    terminationGracePeriodSeconds: isDatabase(workload) ? 60 : 30,
    containers: [container(workload)],
    volumes,
  };
}

function container(workload: Workload): k8s.Container {
  const { name, image, kind } = workload;
  const { memory, cpu, folders, health, command, args } = kinds[kind];
  const probe = (timing: { period: number; failures: number }) =>
    health ? httpProbe(health, 'main', timing) : tcpProbe('main', timing);
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    ...(command ? { command } : {}),
    ...(args ? { args } : {}),
    env: environment(workload),
    ports: [{ name: 'main', containerPort: workload.port }],
    securityContext: confinedContainer,
    resources: resourcesOf({ cpu, memory: memory[0] }, memory[1]),
    startupProbe: probe({ period: 3, failures: 100 }),
    readinessProbe: probe({ period: 5, failures: 3 }),
    livenessProbe: probe({ period: 10, failures: 6 }),
    volumeMounts: folders.map((mountPath) => ({ name: volumeOf(mountPath), mountPath })),
  };
}

function environment({ environment: given = {}, kind }: Workload): k8s.EnvVar[] {
  const plain = Object.entries(given).map(([name, value]) => ({ name, value }));
  return kind === 'mysql'
    ? [
        ...plain,
        { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'catalogue-db', key: 'root-password' } } },
      ]
    : plain;
}

const volumeOf = (folder: string): string => folder.slice(1).replaceAll('/', '-');

/** Shut but for the calls of the table, names, and the check of persistence. */
function network(chart: Chart): void {
  const policy = (name: string, spec: k8s.NetworkPolicySpec) =>
    new KubeNetworkPolicy(chart, name, { metadata: { name }, spec });
  const pods = (name: string): k8s.NetworkPolicyPeer => ({ podSelector: { matchLabels: labelsOf(name) } });
  const ports = (port: number, protocol = 'TCP'): k8s.NetworkPolicyPort[] => [
    { port: IntOrString.fromNumber(port), protocol },
  ];
  policy('deny-all', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  const calls = [
    ...workloads.map(({ name, calls: called }) => ({ name, called })),
    { name: checker, called: [persistent] },
  ].filter(({ called }) => called.length > 0);
  for (const { name, called } of calls) {
    const names = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    };
    const egress = called.map((each) => ({ to: [pods(each)], ports: ports(portOf(each)) }));
    policy(`${name}-out`, {
      podSelector: { matchLabels: labelsOf(name) },
      policyTypes: ['Egress'],
      egress: [...egress, { to: [names], ports: [...ports(53, 'UDP'), ...ports(53)] }],
    });
  }
  for (const { name, port } of workloads) {
    const callers = calls.filter(({ called }) => called.includes(name)).map((each) => pods(each.name));
    if (callers.length > 0)
      policy(`${name}-in`, {
        podSelector: { matchLabels: labelsOf(name) },
        policyTypes: ['Ingress'],
        ingress: [{ from: callers, ports: ports(port) }],
      });
  }
}

const portOf = (name: string): number => workloads.find((each) => each.name === name)?.port ?? 0;

/** Orders on EFS by an access point whose user owns them, or on a disk of one zone, which MongoDB advises. */
export function ordersVolume(chart: Chart, storage: 'efs' | 'ebs'): void {
  const size = Quantity.fromString('5Gi');
  const onEfs = storage === 'efs';
  if (onEfs)
    new KubePersistentVolume(chart, 'volume', {
      metadata: { name: 'sock-shop-orders' },
      spec: {
        capacity: { storage: size },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: 'sock-shop-efs',
        mountOptions: ['tls', 'iam'],
        claimRef: { namespace, name: persistent },
        csi: { driver: 'efs.csi.aws.com', volumeHandle: exampleHandle },
      },
    });
  new KubePersistentVolumeClaim(chart, 'claim', {
    metadata: { name: persistent },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: onEfs ? 'sock-shop-efs' : 'gp3',
      ...(onEfs ? { volumeName: 'sock-shop-orders' } : {}),
      resources: { requests: { storage: size } },
    },
  });
}

/** The two halves of the check: an order is written; after the pod was deleted it must be there. */
export function persistenceJob(chart: Chart, half: 'write' | 'read'): void {
  const script = {
    write:
      'db.persistence.replaceOne({_id:"check"},{_id:"check",order:"holy socks"},{upsert:true,writeConcern:{w:1,j:true}})',
    read: 'if(db.persistence.countDocuments({_id:"check",order:"holy socks"})!==1)throw "the order is lost"',
  }[half];
  const labels = labelsOf(checker);
  const check: k8s.Container = {
    name: checker,
    image: 'mongo:4.4.29',
    command: ['mongo', '--quiet', '--host', persistent, 'data', '--eval', script],
    securityContext: confinedContainer,
    resources: resourcesOf({ cpu: 50, memory: 64 }, 256),
    env: [{ name: 'HOME', value: '/tmp' }],
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
  new KubeJob(chart, half, {
    metadata: { name: `${checker}-${half}`, labels },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: 180,
      ttlSecondsAfterFinished: 600,
      template: {
        metadata: { labels },
        spec: {
          ...confinedPod(999),
          serviceAccountName: namespace,
          restartPolicy: 'Never',
          containers: [check],
          volumes: [scratch('tmp', 16)],
        },
      },
    },
  });
}
