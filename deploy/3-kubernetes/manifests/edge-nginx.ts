import type { Chart } from 'cdk8s';
import type * as k8s from 'cdk8s-plus-34/lib/imports/k8s.js';
import { IntOrString, KubeDeployment, KubeService } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { applicationUser, budget } from './application.ts';
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
import { image, labelsOf, operatorDefault, ports } from './shop.ts';

/** A balancer takes a target out a moment after the pod began to end; then NGINX finishes what it serves (60 s at most). */
const stopDelaySeconds = 15;
const graceSeconds = 90;
/** As often as NGINX asks at most: until the Service leaves out a pod that was killed, every other choice of two may fall on it. */
const tries = 8;

/** Two NGINX in front of the web pods; each release brings its configuration and built files from its own image. */
export function nginx(chart: Chart): void {
  new KubeDeployment(chart, 'nginx', {
    metadata: { name: 'nginx', labels: labelsOf('nginx') },
    spec: {
      replicas: 2,
      revisionHistoryLimit: 5,
      selector: { matchLabels: labelsOf('nginx') },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: IntOrString.fromNumber(0), maxSurge: IntOrString.fromNumber(1) },
      },
      template: { metadata: { labels: labelsOf('nginx') }, spec: pod() },
    },
  });
  new KubeService(chart, 'nginx-service', {
    metadata: { name: 'nginx', labels: labelsOf('nginx') },
    spec: {
      selector: labelsOf('nginx'),
      ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromString('http') }],
    },
  });
  budget(chart, 'nginx');
}

function pod(): k8s.PodSpec {
  return {
    ...confinedPod(applicationUser),
    serviceAccountName: 'bookstore',
    terminationGracePeriodSeconds: graceSeconds,
    topologySpreadConstraints: spread(labelsOf('nginx')),
    initContainers: [publish()],
    containers: [server()],
    volumes: [scratch('edge', 256), scratch('run', 256, true), scratch('cache', 2048), scratch('tmp', 64)],
  };
}

const publish = (): k8s.Container => ({
  name: 'publish',
  image,
  imagePullPolicy: 'IfNotPresent',
  command: ['node', 'deploy/nginx/publish-release.ts', 'in-cluster'],
  envFrom: [{ configMapRef: { name: 'edge' } }],
  // Always the same: the Service chooses, and a read that one pod failed is asked of another.
  env: [{ name: 'INSTANCES', value: Array(tries).fill(`web:${ports.web}`).join(' ') }],
  securityContext: confinedContainer,
  resources: resourcesOf({ cpu: 100, memory: 128 }, 256),
  volumeMounts: [
    { name: 'edge', mountPath: '/srv/edge' },
    { name: 'tmp', mountPath: '/tmp' },
  ],
});

const server = (): k8s.Container => ({
  name: 'nginx',
  image: operatorDefault('NGINX_IMAGE'),
  imagePullPolicy: 'IfNotPresent',
  command: ['nginx', '-c', '/srv/edge/nginx.conf', '-g', 'daemon off;'],
  ports: [{ name: 'http', containerPort: ports.nginx }],
  securityContext: confinedContainer,
  resources: resourcesOf({ cpu: 100, memory: 64 }, 512),
  startupProbe: tcpProbe('http', { period: 1, failures: 30 }),
  // The application answers: NGINX that reaches no web pod is of no use to a balancer.
  readinessProbe: httpProbe('/health', 'http', { period: 3, failures: 2 }),
  livenessProbe: tcpProbe('http', { period: 10, failures: 3 }),
  lifecycle: beforeStop(stopDelaySeconds),
  volumeMounts: [
    { name: 'edge', mountPath: '/srv/edge', readOnly: true },
    { name: 'run', mountPath: '/run/nginx' },
    { name: 'cache', mountPath: '/var/cache/bookstore' },
    { name: 'tmp', mountPath: '/tmp' },
  ],
});
