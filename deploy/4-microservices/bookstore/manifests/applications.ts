import type { Chart } from 'cdk8s';
import type * as k8s from 'cdk8s-plus-34/lib/imports/k8s.js';
import { IntOrString, KubeDeployment, KubeService } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { applicationUser, budget } from '../../../3-kubernetes/manifests/application.ts';
import {
  beforeStop,
  confinedContainer,
  confinedPod,
  httpProbe,
  resourcesOf,
  scratch,
  spread,
  tcpProbe,
} from '../../../3-kubernetes/manifests/pods.ts';
import { image, labelsOf, ports } from '../../../3-kubernetes/manifests/shop.ts';
import { secretsFolder } from '../../../environment/stage-environment.ts';
import { type Service, type ServiceName, serviceNames, services } from '../services.ts';

/** Where services call each other. */
export const doorsPort = 4000;
/** Before SIGTERM; then SHUTDOWN_DRAIN_MS, then up to 20 s for what is under way. Grace is more than all three. */
const stopDelaySeconds = 5;
const graceSeconds = 45;
const authority = 'database-ca';

/** `web` answers readers; `worker` is the same modules in the other role; the others serve their module and do its work. */
export function applications(chart: Chart): void {
  for (const service of serviceNames) {
    deployment(chart, service, service, served(service));
    serviceOf(chart, service);
    budget(chart, service);
  }
  deployment(chart, 'worker', 'web', worker(), 2);
  new KubeService(chart, 'worker-service', {
    metadata: { name: 'worker', labels: { ...labelsOf('worker'), metrics: 'on' } },
    spec: { clusterIp: 'None', selector: labelsOf('worker'), ports: [port('metrics', ports.metrics)] },
  });
  budget(chart, 'worker');
}

function served(service: ServiceName): k8s.Container {
  const { cpu, memory, memoryLimit } = services[service];
  const asked = service === 'web' ? 'http' : 'doors';
  return {
    ...containerOf(service, service),
    ports: [
      ...(service === 'web' ? [{ name: 'http', containerPort: ports.web }] : []),
      { name: 'doors', containerPort: doorsPort },
      { name: 'metrics', containerPort: ports.metrics },
    ],
    resources: resourcesOf({ cpu, memory }, memoryLimit),
    startupProbe: httpProbe('/livez', asked, { period: 2, failures: 60 }),
    // 503 while the schema is missing or the search index grows; another service that is missing is none of its business.
    readinessProbe: httpProbe('/readyz', asked, { period: 3, failures: 2 }),
    livenessProbe: httpProbe('/livez', asked, { period: 10, failures: 6 }),
  };
}

function worker(): k8s.Container {
  return {
    ...containerOf('worker', 'web'),
    env: [
      { name: 'ROLES', value: 'worker' },
      { name: 'SERVICE_PORT', value: '' },
    ],
    ports: [{ name: 'metrics', containerPort: ports.metrics }],
    resources: resourcesOf({ cpu: 100, memory: 192 }, 512),
    startupProbe: tcpProbe('metrics', { period: 2, failures: 60 }),
    readinessProbe: httpProbe('/metrics', 'metrics', { period: 10, failures: 3 }),
    livenessProbe: tcpProbe('metrics', { period: 10, failures: 6 }),
  };
}

/** `of` is the service whose modules, database and secrets it has. */
function containerOf(name: string, of: ServiceName): k8s.Container {
  const { photos } = services[of];
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    envFrom: [{ configMapRef: { name: of } }],
    securityContext: confinedContainer,
    volumeMounts: [
      { name: 'secrets', mountPath: secretsFolder, readOnly: true },
      ...(photos ? [{ name: 'photos', mountPath: '/srv/photos', readOnly: photos === 'reads' }] : []),
      ...(of === 'catalogue' ? [{ name: 'index', mountPath: '/var/lib/bookstore' }] : []),
      { name: 'tmp', mountPath: '/tmp' },
      ...(of === 'messaging' ? [{ name: 'mail', mountPath: '/app/var/mail' }] : []),
    ],
  };
}

function deployment(
  chart: Chart,
  name: ServiceName | 'worker',
  of: ServiceName,
  container: k8s.Container,
  replicas?: number,
): void {
  new KubeDeployment(chart, name, {
    metadata: { name, labels: labelsOf(name) },
    spec: {
      // Where an autoscaler rules, no number stands here: each apply would undo what it decided.
      ...(replicas ? { replicas } : {}),
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 1800,
      selector: { matchLabels: labelsOf(name) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: IntOrString.fromNumber(0), maxSurge: IntOrString.fromNumber(1) },
      },
      template: {
        metadata: { labels: labelsOf(name) },
        spec: {
          ...confinedPod(applicationUser),
          serviceAccountName: 'bookstore',
          containers: [{ ...container, lifecycle: beforeStop(stopDelaySeconds) }],
          volumes: volumesOf(of, services[of]),
          terminationGracePeriodSeconds: graceSeconds,
          topologySpreadConstraints: spread(labelsOf(name)),
        },
      },
    },
  });
}

function volumesOf(name: ServiceName, { secrets, photos }: Service): k8s.Volume[] {
  return [
    secretFiles(name, ['database-password', 'secret-key', ...secrets]),
    ...(photos ? [{ name: 'photos', persistentVolumeClaim: { claimName: 'photos' } }] : []),
    ...(name === 'catalogue' ? [scratch('index', 1024)] : []),
    scratch('tmp', 512),
    ...(name === 'messaging' ? [scratch('mail', 64)] : []),
  ];
}

export const file = (name: string, path = name): k8s.KeyToPath => ({ key: name, path });

/** All files of `/run/bookstore`: the service's own secrets, the key that signs calls, and the authority of the database's certificate. */
export function secretFiles(secret: string, own: readonly string[]): k8s.Volume {
  return {
    name: 'secrets',
    projected: {
      defaultMode: 0o440,
      sources: [
        { secret: { name: secret, items: own.map((name) => file(name)) } },
        { secret: { name: 'calls', items: [file('service-key')] } },
        { configMap: { name: authority, items: [file('database-ca.pem')], optional: true } },
      ],
    },
  };
}

function serviceOf(chart: Chart, name: ServiceName): void {
  new KubeService(chart, `${name}-service`, {
    metadata: { name, labels: { ...labelsOf(name), metrics: 'on' } },
    spec: {
      selector: labelsOf(name),
      ports: [
        ...(name === 'web' ? [port('http', ports.web)] : []),
        port('doors', doorsPort),
        port('metrics', ports.metrics),
      ],
    },
  });
}

const port = (name: string, number: number): k8s.ServicePort => ({
  name,
  port: number,
  targetPort: IntOrString.fromString(name),
});
