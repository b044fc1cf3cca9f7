import type { Chart } from 'cdk8s';
import { acm } from './edge-acm.ts';
import { acme, gatewayNamespace, solverLabels, solverPort } from './edge-acme.ts';
import { allowEdges, type Edge, readersFrom } from './network.ts';
import { ownDatabase } from './own-database.ts';
import { exampleHandle, photosByDefault, photosOnEfs } from './photos.ts';
import type { Replacement, ReplacementGroup } from './replacements.ts';
import { image, type Resource, release, resources } from './shop.ts';
import { monitoringNamespace, watching } from './watching.ts';

/** By name, each key with its file below `secrets/`. */
export type Secrets = Record<string, Record<string, string>>;

export interface Overlay {
  /** Each file with its resources. */
  files: Record<string, Resource[]>;
  /** What its operator must say in `settings.env`, with an example. */
  settings: Record<string, string>;
  replacements: Replacement[];
  /** Of the application's ConfigMaps, otherwise than in the base. */
  environment: string[];
  secrets: Secrets;
  /** Files from elsewhere, by ConfigMap. */
  configFiles: Record<string, string[]>;
  /** Pods without a zone to run in wait, so that zones stay even. */
  strictZones: boolean;
}

/** In what the overlays of one stage differ from those of another. */
export interface StageOverlays {
  ownSecrets: Secrets;
  externalSecrets: (chart: Chart) => void;
  /** Settings that name a secret outside the cluster. */
  secretSettings: string[];
  databaseEdges: (to: { app: 'database' } | { addresses: string }) => Edge[];
  watchedFrom: (from: { namespace: string }) => Edge[];
  replacements: (...names: ReplacementGroup[]) => Replacement[];
}

/** Addresses of stage 2's network, which the later stages have too. */
const network = '10.20.0.0/16';
const [imageName = ''] = image.split(':');
const released = { IMAGE: imageName, RELEASE: release };
const ofGateway = { DOMAIN: 'books.example.org', EMAIL: 'ops@example.org' };

export function overlaysOf(stage: StageOverlays): Record<string, Overlay> {
  const plain = { environment: [], configFiles: {}, strictZones: false };
  const own = { ...plain, secrets: stage.ownSecrets };
  const gateway = resources(throughGateway).map(withoutNamespace);
  return {
    /** A cluster on one's own machine: no edge, the shop is reached by a forwarded port. */
    local: {
      ...own,
      files: { 'database.yaml': databaseInCluster(stage), 'photos.yaml': photos('ReadWriteOnce') },
      settings: released,
      replacements: stage.replacements('released'),
      environment: ['DATABASE_SSL_CA=', 'PUBLIC_URL=http://localhost:3000'],
    },
    /** Any cluster with a balancer: TLS by the gateway, MySQL within. */
    cluster: {
      ...own,
      files: {
        'database.yaml': databaseInCluster(stage),
        'photos.yaml': photos('ReadWriteMany'),
        'gateway.yaml': gateway,
        'watching.yaml': watched(stage),
      },
      settings: { ...released, ...ofGateway },
      replacements: stage.replacements('released', 'domain', 'gateway'),
      environment: ['DATABASE_SSL_CA='],
    },
    ...eksOverlays(stage, gateway),
  };
}

const exampleTargetGroup = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/bookstore/0123456789abcdef';
const onEks = {
  environment: ['RELEASE_DATABASE_USER=administrator'],
  configFiles: { 'database-ca': ['database-ca.pem'] },
  strictZones: true,
};

function eksOverlays(stage: StageOverlays, gateway: Resource[]): Record<'eks' | 'eks-acme', Overlay> {
  const files = {
    'secrets.yaml': resources(stage.externalSecrets),
    'photos.yaml': resources(photosOnEfs).map(withoutNamespace),
    'database.yaml': resources((chart) => allowEdges(chart, 'aurora', stage.databaseEdges({ addresses: network }))),
    'watching.yaml': watched(stage),
  };
  const edge = resources((chart) => {
    acm(chart);
    allowEdges(chart, 'balancer', readersFrom({ addresses: network }));
  });
  const settings = eksSettings(stage.secretSettings);
  const eks = { ...onEks, secrets: {} };
  return {
    /** Profile `acm`. */
    eks: {
      ...eks,
      files: { ...files, 'edge.yaml': edge },
      settings: { ...settings, TARGET_GROUP_ARN: exampleTargetGroup },
      replacements: stage.replacements('released', 'domain', 'aws', 'balancer'),
    },
    /** Profile `acme`. */
    'eks-acme': {
      ...eks,
      files: { ...files, 'gateway.yaml': gateway },
      settings: { ...settings, EMAIL: ofGateway.EMAIL },
      replacements: stage.replacements('released', 'domain', 'aws', 'gateway'),
    },
  };
}

const eksSettings = (secrets: string[]): Record<string, string> => ({
  ...released,
  DOMAIN: ofGateway.DOMAIN,
  REGION: 'us-east-1',
  DATABASE_HOST: 'bookstore.cluster-0123456789ab.us-east-1.rds.amazonaws.com',
  PHOTOS: exampleHandle,
  ...Object.fromEntries(secrets.map((name) => [name, name])),
});

const photos = (accessMode: 'ReadWriteOnce' | 'ReadWriteMany'): Resource[] =>
  resources((chart) => photosByDefault(chart, accessMode));

const databaseInCluster = ({ databaseEdges }: StageOverlays): Resource[] =>
  resources((chart) => {
    ownDatabase(chart);
    allowEdges(chart, 'database', databaseEdges({ app: 'database' }));
  });

const watched = ({ watchedFrom }: StageOverlays): Resource[] =>
  resources((chart) => {
    watching(chart);
    allowEdges(chart, 'watching', watchedFrom({ namespace: monitoringNamespace }));
  });

function throughGateway(chart: Chart): void {
  acme(chart);
  const from = { namespace: gatewayNamespace };
  allowEdges(chart, 'gateway', [...readersFrom(from), { from, to: { pods: solverLabels }, ports: [solverPort] }]);
}

/** Cluster-wide kinds carry no namespace. */
function withoutNamespace(resource: Resource): Resource {
  if (!['StorageClass', 'PersistentVolume', 'GatewayClass'].includes(resource.kind)) return resource;
  const { namespace, ...metadata } = resource.metadata;
  return { ...resource, metadata };
}
