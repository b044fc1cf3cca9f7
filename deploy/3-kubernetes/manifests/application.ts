import type { Chart } from 'cdk8s';
import type * as k8s from 'cdk8s-plus-34/lib/imports/k8s.js';
import {
  IntOrString,
  KubeDeployment,
  KubeJob,
  KubePodDisruptionBudget,
  KubeService,
} from 'cdk8s-plus-34/lib/imports/k8s.js';
import { paymentSecrets, secretsFolder } from '../../environment/stage-environment.ts';
import {
  beforeStop,
  confinedContainer,
  confinedPod,
  httpProbe,
  resourcesOf,
  scratch,
  spread,
  tcpProbe,
} from './pods.ts';
import { type AppName, image, labelsOf, ports, release } from './shop.ts';

/** The user in the image. */
export const applicationUser = 1000;
/** Before SIGTERM; then SHUTDOWN_DRAIN_MS, then up to 20 s for what is under way. Grace is more than all three. */
const stopDelaySeconds = 5;
const graceSeconds = 45;
const names = {
  config: 'bookstore',
  releaseConfig: 'bookstore-release',
  secret: 'bookstore',
  releaseSecret: 'bookstore-release',
  authority: 'database-ca',
};

/** Web, worker and the migration of each release: one image, told apart by ROLES. */
export function application(chart: Chart): void {
  web(chart);
  worker(chart);
  migration(chart);
}

function web(chart: Chart): void {
  const container: k8s.Container = {
    ...applicationContainer('web'),
    env: [{ name: 'ROLES', value: 'web' }],
    ports: [
      { name: 'http', containerPort: ports.web },
      { name: 'metrics', containerPort: ports.metrics },
    ],
    resources: resourcesOf({ cpu: 500, memory: 384 }, 1024),
    startupProbe: httpProbe('/livez', 'http', { period: 2, failures: 60 }),
    // 503 while the schema is missing or the search index grows, however long that takes: no reason to start again.
    readinessProbe: httpProbe('/readyz', 'http', { period: 3, failures: 2 }),
    livenessProbe: httpProbe('/livez', 'http', { period: 10, failures: 6 }),
  };
  deployment(chart, 'web', container);
  new KubeService(chart, 'web-service', {
    metadata: { name: 'web', labels: { ...labelsOf('web'), metrics: 'on' } },
    spec: { selector: labelsOf('web'), ports: [port('http', ports.web), port('metrics', ports.metrics)] },
  });
  budget(chart, 'web');
}

function worker(chart: Chart): void {
  const container: k8s.Container = {
    ...applicationContainer('worker'),
    env: [{ name: 'ROLES', value: 'worker' }],
    ports: [{ name: 'metrics', containerPort: ports.metrics }],
    resources: resourcesOf({ cpu: 100, memory: 256 }, 768),
    // A worker answers no requests; its metrics ask the database, which must not decide over its life.
    startupProbe: tcpProbe('metrics', { period: 2, failures: 60 }),
    readinessProbe: httpProbe('/metrics', 'metrics', { period: 10, failures: 3 }),
    livenessProbe: tcpProbe('metrics', { period: 10, failures: 6 }),
  };
  deployment(chart, 'worker', container, 2);
  new KubeService(chart, 'worker-service', {
    metadata: { name: 'worker', labels: { ...labelsOf('worker'), metrics: 'on' } },
    spec: { clusterIp: 'None', selector: labelsOf('worker'), ports: [port('metrics', ports.metrics)] },
  });
  budget(chart, 'worker');
}

/** Once per release, and named after it: what is migrated stays so, and a Job can't be changed. New web pods are not ready before it is done. */
function migration(chart: Chart): void {
  const container: k8s.Container = {
    ...applicationContainer('migrate', names.releaseConfig),
    command: ['node', 'src/cli/main.ts', 'migrate'],
    env: [
      { name: 'ROLES', value: 'worker' },
      {
        name: 'DATABASE_USER',
        valueFrom: { configMapKeyRef: { name: names.releaseConfig, key: 'RELEASE_DATABASE_USER' } },
      },
    ],
    resources: resourcesOf({ cpu: 100, memory: 256 }, 768),
  };
  new KubeJob(chart, 'migrate', {
    metadata: { name: `migrate-${release}`, labels: labelsOf('migrate') },
    spec: {
      backoffLimit: 6,
      activeDeadlineSeconds: 1800,
      ttlSecondsAfterFinished: 7 * 24 * 3600,
      template: {
        metadata: { labels: labelsOf('migrate') },
        spec: { ...applicationPod(container, 'database-password'), restartPolicy: 'Never' },
      },
    },
  });
}

function deployment(chart: Chart, app: AppName, container: k8s.Container, replicas?: number): void {
  new KubeDeployment(chart, app, {
    metadata: { name: app, labels: labelsOf(app) },
    spec: {
      // Where an autoscaler rules, no number stands here: each apply would undo what it decided.
      ...(replicas ? { replicas } : {}),
      revisionHistoryLimit: 5,
      // A start waits for migrations.
      progressDeadlineSeconds: 1800,
      selector: { matchLabels: labelsOf(app) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: IntOrString.fromNumber(0), maxSurge: IntOrString.fromNumber(1) },
      },
      template: {
        metadata: { labels: labelsOf(app) },
        spec: {
          ...applicationPod({ ...container, lifecycle: beforeStop(stopDelaySeconds) }),
          terminationGracePeriodSeconds: graceSeconds,
          topologySpreadConstraints: spread(labelsOf(app)),
        },
      },
    },
  });
}

function applicationContainer(name: string, config = names.config): k8s.Container {
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    envFrom: [{ configMapRef: { name: config } }],
    securityContext: confinedContainer,
    volumeMounts: [
      { name: 'secrets', mountPath: secretsFolder, readOnly: true },
      { name: 'photos', mountPath: '/srv/photos' },
      { name: 'index', mountPath: '/var/lib/bookstore' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'mail', mountPath: '/app/var/mail' },
    ],
  };
}

function applicationPod(container: k8s.Container, releasePassword?: string): k8s.PodSpec {
  return {
    ...confinedPod(applicationUser),
    serviceAccountName: 'bookstore',
    containers: [container],
    volumes: [
      secretFiles(releasePassword),
      { name: 'photos', persistentVolumeClaim: { claimName: 'photos' } },
      scratch('index', 1024),
      scratch('tmp', 512),
      scratch('mail', 64),
    ],
  };
}

/** All files of `/run/bookstore`: secrets, and the authority of the database's certificate. They follow a change within a minute or so. */
function secretFiles(releasePassword?: string): k8s.Volume {
  const file = (name: string) => ({ key: name, path: name });
  const passwordFrom = releasePassword ? names.releaseSecret : names.secret;
  return {
    name: 'secrets',
    projected: {
      defaultMode: 0o440,
      sources: [
        { secret: { name: passwordFrom, items: [file('database-password')] } },
        { secret: { name: names.secret, items: ['secret-key', 'smtp-url', ...paymentSecrets].map(file) } },
        { configMap: { name: names.authority, items: [file('database-ca.pem')], optional: true } },
      ],
    },
  };
}

const port = (name: string, number: number): k8s.ServicePort => ({
  name,
  port: number,
  targetPort: IntOrString.fromString(name),
});

/** One at a time may go, whatever the number: a drain always comes to its end. */
export function budget(chart: Chart, app: AppName): void {
  new KubePodDisruptionBudget(chart, `${app}-budget`, {
    metadata: { name: app, labels: labelsOf(app) },
    spec: {
      maxUnavailable: IntOrString.fromNumber(1),
      selector: { matchLabels: labelsOf(app) },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
