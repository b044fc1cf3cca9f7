import type { Chart } from 'cdk8s';
import type * as k8s from 'cdk8s-plus-34/lib/imports/k8s.js';
import { KubeJob } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { applicationUser } from '../../../3-kubernetes/manifests/application.ts';
import { confinedContainer, confinedPod, resourcesOf, scratch } from '../../../3-kubernetes/manifests/pods.ts';
import { image, labelsOf, release } from '../../../3-kubernetes/manifests/shop.ts';
import { secretsFolder } from '../../../environment/stage-environment.ts';
import { type ServiceName, serviceNames } from '../services.ts';
import { file } from './applications.ts';
import { noServiceSecrets } from './environment.ts';

const passwordsFolder = '/run/passwords';
export const releaseConfig = (service: ServiceName): string => `${service}-release`;

/** Once per release, as the administrator of the database: databases and users, then each service's tables, one after the other. */
export function releaseJob(chart: Chart): void {
  const [first = 'web', ...others] = serviceNames;
  new KubeJob(chart, 'release', {
    metadata: { name: `migrate-${release}`, labels: labelsOf('migrate') },
    spec: {
      backoffLimit: 6,
      activeDeadlineSeconds: 1800,
      ttlSecondsAfterFinished: 7 * 24 * 3600,
      template: {
        metadata: { labels: labelsOf('migrate') },
        spec: {
          ...confinedPod(applicationUser),
          serviceAccountName: 'bookstore',
          restartPolicy: 'Never',
          initContainers: [makeDatabases(), ...others.map(migrate)],
          containers: [migrate(first)],
          volumes: [secrets(), passwords(), scratch('tmp', 64)],
        },
      },
    },
  });
}

const administrator: k8s.EnvVar = {
  name: 'DATABASE_USER',
  valueFrom: { configMapKeyRef: { name: releaseConfig('web'), key: 'RELEASE_DATABASE_USER' } },
};

const jobContainer = (name: string, service: ServiceName, command: string[]): k8s.Container => ({
  name,
  image,
  imagePullPolicy: 'IfNotPresent',
  command,
  envFrom: [{ configMapRef: { name: releaseConfig(service) } }],
  env: [administrator, ...Object.entries(noServiceSecrets(service)).map(([name, value]) => ({ name, value }))],
  securityContext: confinedContainer,
  resources: resourcesOf({ cpu: 100, memory: 192 }, 512),
  volumeMounts: [
    { name: 'secrets', mountPath: secretsFolder, readOnly: true },
    { name: 'tmp', mountPath: '/tmp' },
  ],
});

const migrate = (service: ServiceName): k8s.Container =>
  jobContainer(`migrate-${service}`, service, ['node', 'src/cli/main.ts', 'migrate']);

function makeDatabases(): k8s.Container {
  const command = ['node', 'deploy/4-microservices/bookstore/make-databases.ts', passwordsFolder];
  const container = jobContainer('databases', 'web', command);
  const mounts = [...(container.volumeMounts ?? []), { name: 'passwords', mountPath: passwordsFolder, readOnly: true }];
  return { ...container, volumeMounts: mounts };
}

/** The administrator's password in place of a service's; keys are only there to be read, nothing is signed. */
const secrets = (): k8s.Volume => ({
  name: 'secrets',
  projected: {
    defaultMode: 0o440,
    sources: [
      { secret: { name: 'administrator', items: [file('database-password')] } },
      { secret: { name: 'web', items: [file('secret-key')] } },
      { secret: { name: 'calls', items: [file('service-key')] } },
      { configMap: { name: 'database-ca', items: [file('database-ca.pem')], optional: true } },
    ],
  },
});

const passwords = (): k8s.Volume => ({
  name: 'passwords',
  projected: {
    defaultMode: 0o440,
    sources: serviceNames.map((service) => ({
      secret: { name: service, items: [file('database-password', service)] },
    })),
  },
});
