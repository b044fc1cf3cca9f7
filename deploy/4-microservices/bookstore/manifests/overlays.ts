import { acm } from '../../../3-kubernetes/manifests/edge-acm.ts';
import { acme, gatewayNamespace, solverLabels, solverPort } from '../../../3-kubernetes/manifests/edge-acme.ts';
import { allowEdges, readersFrom } from '../../../3-kubernetes/manifests/network.ts';
import { ownDatabase } from '../../../3-kubernetes/manifests/own-database.ts';
import { exampleHandle, photosByDefault, photosOnEfs } from '../../../3-kubernetes/manifests/photos.ts';
import type { Replacement } from '../../../3-kubernetes/manifests/replacements.ts';
import { image, type Resource, release, resources } from '../../../3-kubernetes/manifests/shop.ts';
import { monitoringNamespace, watching } from '../../../3-kubernetes/manifests/watching.ts';
import { serviceNames, services } from '../services.ts';
import { externalSecrets } from './external-secrets.ts';
import { databaseEdges, watchedFrom } from './network.ts';
import { replacements } from './replacements.ts';

export interface Overlay {
  /** Each file with its resources. */
  files: Record<string, Resource[]>;
  /** What its operator must say in `settings.env`, with an example. */
  settings: Record<string, string>;
  replacements: Replacement[];
  /** Of every service's ConfigMap, otherwise than in the base. */
  environment: string[];
  /** Secrets made from files below `secrets/`: by name, each key with its file. */
  secrets: Record<string, Record<string, string>>;
  /** Files from elsewhere, by ConfigMap. */
  configFiles: Record<string, string[]>;
  strictZones: boolean;
}

/** Addresses of stage 2's network, which this stage has too. */
const network = '10.20.0.0/16';
const [imageName = ''] = image.split(':');
const released = { IMAGE: imageName, RELEASE: release };
const plain = { environment: [], secrets: {}, configFiles: {}, strictZones: false };

/** Each service has a password and a key of its own; what signs calls is one for all. */
const ownSecrets: Overlay['secrets'] = {
  ...Object.fromEntries(
    serviceNames.map((service) => [
      service,
      Object.fromEntries(
        ['database-password', 'secret-key', ...services[service].secrets].map((key) => [key, `${service}-${key}`]),
      ),
    ]),
  ),
  calls: { 'service-key': 'service-key' },
  administrator: { 'database-password': 'root-password' },
  'bookstore-database': { 'database-password': 'unused-password', 'root-password': 'root-password' },
};

const watched = resources((chart) => {
  watching(chart);
  allowEdges(chart, 'watching', watchedFrom({ namespace: monitoringNamespace }));
});
const gateway = resources((chart) => {
  acme(chart);
  const from = { namespace: gatewayNamespace };
  allowEdges(chart, 'gateway', [...readersFrom(from), { from, to: { pods: solverLabels }, ports: [solverPort] }]);
}).map(withoutNamespace);
const inCluster = resources((chart) => {
  ownDatabase(chart);
  allowEdges(chart, 'database', databaseEdges({ app: 'database' }));
});

const eksFiles = {
  'secrets.yaml': resources(externalSecrets),
  'photos.yaml': resources(photosOnEfs).map(withoutNamespace),
  'database.yaml': resources((chart) => allowEdges(chart, 'aurora', databaseEdges({ addresses: network }))),
  'watching.yaml': watched,
};
const eksSettings = {
  ...released,
  DOMAIN: 'books.example.org',
  REGION: 'us-east-1',
  DATABASE_HOST: 'bookstore.cluster-0123456789ab.us-east-1.rds.amazonaws.com',
  PHOTOS: exampleHandle,
  ...Object.fromEntries(
    [...serviceNames, 'calls', 'administrator'].map((name) => [
      `${name.toUpperCase()}_SECRET`,
      `${name.toUpperCase()}_SECRET`,
    ]),
  ),
};
const eks = {
  ...plain,
  environment: ['RELEASE_DATABASE_USER=administrator'],
  configFiles: { 'database-ca': ['database-ca.pem'] },
  strictZones: true,
};

/** Cluster-wide kinds carry no namespace. */
function withoutNamespace(resource: Resource): Resource {
  if (!['StorageClass', 'PersistentVolume', 'GatewayClass'].includes(resource.kind)) return resource;
  const { namespace, ...metadata } = resource.metadata;
  return { ...resource, metadata };
}

export const overlays: Record<string, Overlay> = {
  /** A cluster on one's own machine: no edge, the shop is reached by a forwarded port. */
  local: {
    ...plain,
    files: { 'database.yaml': inCluster, 'photos.yaml': resources((chart) => photosByDefault(chart, 'ReadWriteOnce')) },
    settings: released,
    replacements: replacements('released'),
    environment: ['DATABASE_SSL_CA=', 'PUBLIC_URL=http://localhost:3000'],
    secrets: ownSecrets,
  },
  /** Any cluster with a balancer: TLS by the gateway, MySQL within. */
  cluster: {
    ...plain,
    files: {
      'database.yaml': inCluster,
      'photos.yaml': resources((chart) => photosByDefault(chart, 'ReadWriteMany')),
      'gateway.yaml': gateway,
      'watching.yaml': watched,
    },
    settings: { ...released, DOMAIN: 'books.example.org', EMAIL: 'ops@example.org' },
    replacements: replacements('released', 'domain', 'gateway'),
    environment: ['DATABASE_SSL_CA='],
    secrets: ownSecrets,
  },
  /** EKS, profile `acm`. */
  eks: {
    ...eks,
    files: {
      ...eksFiles,
      'edge.yaml': resources((chart) => {
        acm(chart);
        allowEdges(chart, 'balancer', readersFrom({ addresses: network }));
      }),
    },
    settings: {
      ...eksSettings,
      TARGET_GROUP_ARN: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/bookstore/0123456789abcdef',
    },
    replacements: replacements('released', 'domain', 'aws', 'balancer'),
  },
  /** EKS, profile `acme`. */
  'eks-acme': {
    ...eks,
    files: { ...eksFiles, 'gateway.yaml': gateway },
    settings: { ...eksSettings, EMAIL: 'ops@example.org' },
    replacements: replacements('released', 'domain', 'aws', 'gateway'),
  },
};
