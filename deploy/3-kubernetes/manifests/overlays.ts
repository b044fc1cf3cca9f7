import { acm } from './edge-acm.ts';
import { acme, gatewayNamespace, solverLabels, solverPort } from './edge-acme.ts';
import { externalSecrets } from './external-secrets.ts';
import { allowEdges, databaseEdges, readersFrom, watchedFrom } from './network.ts';
import { ownDatabase } from './own-database.ts';
import { exampleHandle, photosByDefault, photosOnEfs } from './photos.ts';
import { type Replacement, replacements } from './replacements.ts';
import { image, type Resource, release, resources } from './shop.ts';
import { monitoringNamespace, watching } from './watching.ts';

export interface Overlay {
  /** Each file with its resources. */
  files: Record<string, Resource[]>;
  /** What its operator must say in `settings.env`, with an example. */
  settings: Record<string, string>;
  replacements: Replacement[];
  /** Of the application's ConfigMap, otherwise than in the base. */
  environment: string[];
  /** Secrets made from files below `secrets/`, by name. */
  secrets: Record<string, string[]>;
  /** Files from elsewhere, by ConfigMap. */
  configFiles: Record<string, string[]>;
  /** Pods without a zone to run in wait, so that zones stay even. */
  strictZones: boolean;
}

/** Addresses of stage 2's network, which this stage has too. */
const network = '10.20.0.0/16';
const [imageName = ''] = image.split(':');
const released = { IMAGE: imageName, RELEASE: release };
const ownSecrets = {
  bookstore: ['database-password', 'secret-key', 'smtp-url'],
  'bookstore-release': ['database-password'],
  'bookstore-database': ['database-password', 'root-password'],
};
const plain = { environment: [], secrets: {}, configFiles: {}, strictZones: false };

const watched = resources((chart) => {
  watching(chart);
  allowEdges(chart, 'watching', watchedFrom({ namespace: monitoringNamespace }));
});
const gateway = resources((chart) => {
  acme(chart);
  const from = { namespace: gatewayNamespace };
  allowEdges(chart, 'gateway', [...readersFrom(from), { from, to: { pods: solverLabels }, ports: [solverPort] }]);
});
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
  DATABASE_SECRET: 'DATABASE_SECRET',
  KEY_SECRET: 'KEY_SECRET',
  MAIL_SECRET: 'MAIL_SECRET',
  ADMINISTRATOR_SECRET: 'ADMINISTRATOR_SECRET',
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
      'gateway.yaml': gateway.map(withoutNamespace),
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
    files: { ...eksFiles, 'gateway.yaml': gateway.map(withoutNamespace) },
    settings: { ...eksSettings, EMAIL: 'ops@example.org' },
    replacements: replacements('released', 'domain', 'aws', 'gateway'),
  },
};
