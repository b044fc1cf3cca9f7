import type { Chart } from 'cdk8s';
import { IntOrString, KubeService, KubeStatefulSet, Quantity } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { confinedContainer, confinedPod, resourcesOf, scratch, tcpProbe } from './pods.ts';
import { labelsOf, operatorDefault, ports } from './shop.ts';

/** The user in the image of MySQL. */
const mysqlUser = 999;

/** MySQL in the cluster, for a cluster without a database of its own: one pod, one volume, no fail-over. */
export function ownDatabase(chart: Chart): void {
  new KubeService(chart, 'database-service', {
    metadata: { name: 'database', labels: labelsOf('database') },
    spec: {
      clusterIp: 'None',
      selector: labelsOf('database'),
      ports: [{ name: 'mysql', port: ports.mysql, targetPort: IntOrString.fromString('mysql') }],
    },
  });
  new KubeStatefulSet(chart, 'database', {
    metadata: { name: 'database', labels: labelsOf('database') },
    spec: {
      serviceName: 'database',
      replicas: 1,
      selector: { matchLabels: labelsOf('database') },
      template: {
        metadata: { labels: labelsOf('database') },
        spec: {
          ...confinedPod(mysqlUser),
          serviceAccountName: 'bookstore',
          // MySQL writes what its log still owes.
          terminationGracePeriodSeconds: 120,
          containers: [container()],
          volumes: [
            { name: 'passwords', secret: { secretName: 'bookstore-database', defaultMode: 0o440 } },
            scratch('run', 16, true),
            scratch('tmp', 512),
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: Quantity.fromString('10Gi') } } },
        },
      ],
    },
  });
}

const container = () => ({
  name: 'mysql',
  image: operatorDefault('MYSQL_IMAGE'),
  imagePullPolicy: 'IfNotPresent',
  args: ['--max-connections=200', '--character-set-server=utf8mb4', '--innodb-buffer-pool-size=512M'],
  env: [
    { name: 'MYSQL_DATABASE', value: 'bookstore' },
    { name: 'MYSQL_USER', value: 'bookstore' },
    { name: 'MYSQL_PASSWORD_FILE', value: '/run/passwords/database-password' },
    { name: 'MYSQL_ROOT_PASSWORD_FILE', value: '/run/passwords/root-password' },
  ],
  ports: [{ name: 'mysql', containerPort: ports.mysql }],
  securityContext: confinedContainer,
  resources: resourcesOf({ cpu: 250, memory: 768 }, 1536),
  startupProbe: tcpProbe('mysql', { period: 2, failures: 150 }),
  readinessProbe: tcpProbe('mysql', { period: 5, failures: 3 }),
  livenessProbe: tcpProbe('mysql', { period: 10, failures: 6 }),
  volumeMounts: [
    { name: 'data', mountPath: '/var/lib/mysql' },
    { name: 'passwords', mountPath: '/run/passwords', readOnly: true },
    { name: 'run', mountPath: '/var/run/mysqld' },
    { name: 'tmp', mountPath: '/tmp' },
  ],
});
