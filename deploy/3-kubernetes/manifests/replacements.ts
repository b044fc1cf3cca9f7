import { paymentSecrets } from '../../environment/stage-environment.ts';

interface Target {
  select: { kind: string; name?: string };
  fieldPaths: string[];
  options?: { delimiter: string; index: number };
}

/** Where kustomize puts a value of `settings.env`. */
export interface Replacement {
  source: { kind: 'ConfigMap'; name: 'settings'; fieldPath: string };
  targets: Target[];
}

/** What an overlay is told, by groups: every overlay takes a release, one with a name takes `domain`, and so on. */
export type ReplacementGroup = 'released' | 'domain' | 'aws' | 'balancer' | 'gateway';

/** Where a stage keeps what the settings change. */
export interface ReplacedPlaces {
  /** Every place of the shop's image; `images(0)` its name, `images(1)` its tag. */
  images: (index: number) => Target[];
  /** ConfigMaps with the application's variables. */
  configs: readonly string[];
  /** Settings that name a secret outside the cluster, each with where it is named. */
  secrets: Readonly<Record<string, Target[]>>;
}

const from = (name: string, ...targets: Target[]): Replacement => ({
  source: { kind: 'ConfigMap', name: 'settings', fieldPath: `data.${name}` },
  targets,
});

export const at = (
  kind: string,
  name: string | undefined,
  fieldPaths: string[],
  options?: Target['options'],
): Target => ({
  select: { kind, ...(name ? { name } : {}) },
  fieldPaths,
  ...(options ? { options } : {}),
});

export function replacementsAt(places: ReplacedPlaces): (...names: ReplacementGroup[]) => Replacement[] {
  const variable = (field: string, options?: Target['options']): Target[] =>
    places.configs.map((name) => at('ConfigMap', name, [`data.${field}`], options));
  const groups: Record<ReplacementGroup, Replacement[]> = {
    // The tag first: the name of an image may hold colons of its own.
    released: [
      from('RELEASE', ...places.images(1), at('Job', undefined, ['metadata.name'], { delimiter: '-', index: 1 })),
      from('IMAGE', ...places.images(0)),
    ],
    domain: [
      from('DOMAIN', ...variable('PUBLIC_URL', { delimiter: '/', index: 2 }), at('ConfigMap', 'edge', ['data.DOMAIN'])),
    ],
    aws: [
      from('DATABASE_HOST', ...variable('DATABASE_HOST')),
      from('REGION', at('SecretStore', undefined, ['spec.provider.aws.region'])),
      from('PHOTOS', at('PersistentVolume', undefined, ['spec.csi.volumeHandle'])),
      ...Object.entries(places.secrets).map(([name, targets]) => from(name, ...targets)),
    ],
    balancer: [from('TARGET_GROUP_ARN', at('TargetGroupBinding', undefined, ['spec.targetGroupARN']))],
    gateway: [
      from(
        'DOMAIN',
        at('Gateway', undefined, ['spec.listeners.*.hostname']),
        at('HTTPRoute', undefined, ['spec.hostnames.0']),
        at('Certificate', undefined, ['spec.dnsNames.0']),
      ),
      from('EMAIL', at('Issuer', undefined, ['spec.acme.email'])),
    ],
  };
  return (...names) => names.flatMap((name) => groups[name]);
}

const container = (name: string): string => `spec.template.spec.containers.[name=${name}].image`;
const remoteKey = (secret: string, key: string): Target =>
  at('ExternalSecret', secret, [`spec.data.[secretKey=${key}].remoteRef.key`]);

/** Each with the keys of the cluster's secrets that it fills. */
export const secrets = {
  DATABASE_SECRET: [remoteKey('bookstore', 'database-password')],
  KEY_SECRET: [remoteKey('bookstore', 'secret-key')],
  MAIL_SECRET: [remoteKey('bookstore', 'smtp-url')],
  PAYMENTS_SECRET: paymentSecrets.map((key) => remoteKey('bookstore', key)),
  ADMINISTRATOR_SECRET: [remoteKey('bookstore-release', 'database-password')],
};

export const replacements = replacementsAt({
  images: (index) => {
    const options = { delimiter: ':', index };
    return [
      at('Deployment', 'web', [container('web')], options),
      at('Deployment', 'worker', [container('worker')], options),
      at('Deployment', 'nginx', ['spec.template.spec.initContainers.[name=publish].image'], options),
      at('Job', undefined, [container('migrate')], options),
    ];
  },
  configs: ['bookstore', 'bookstore-release'],
  secrets,
});
