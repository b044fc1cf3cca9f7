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

const from = (name: string, ...targets: Target[]): Replacement => ({
  source: { kind: 'ConfigMap', name: 'settings', fieldPath: `data.${name}` },
  targets,
});
const at = (kind: string, name: string | undefined, fieldPaths: string[], options?: Target['options']): Target => ({
  select: { kind, ...(name ? { name } : {}) },
  fieldPaths,
  ...(options ? { options } : {}),
});
const container = (name: string): string => `spec.template.spec.containers.[name=${name}].image`;
const images = (index: number): Target[] => {
  const options = { delimiter: ':', index };
  return [
    at('Deployment', 'web', [container('web')], options),
    at('Deployment', 'worker', [container('worker')], options),
    at('Deployment', 'nginx', ['spec.template.spec.initContainers.[name=publish].image'], options),
    at('Job', undefined, [container('migrate')], options),
  ];
};
const application = (field: string, options?: Target['options']): Target[] =>
  ['bookstore', 'bookstore-release'].map((name) => at('ConfigMap', name, [`data.${field}`], options));
const remoteKey = (secret: string, key: string): Target =>
  at('ExternalSecret', secret, [`spec.data.[secretKey=${key}].remoteRef.key`]);

const groups = {
  // The tag first: the name of an image may hold colons of its own.
  released: [
    from('RELEASE', ...images(1), at('Job', undefined, ['metadata.name'], { delimiter: '-', index: 1 })),
    from('IMAGE', ...images(0)),
  ],
  domain: [
    from(
      'DOMAIN',
      ...application('PUBLIC_URL', { delimiter: '/', index: 2 }),
      at('ConfigMap', 'edge', ['data.DOMAIN']),
    ),
  ],
  aws: [
    from('DATABASE_HOST', ...application('DATABASE_HOST')),
    from('REGION', at('SecretStore', undefined, ['spec.provider.aws.region'])),
    from('PHOTOS', at('PersistentVolume', undefined, ['spec.csi.volumeHandle'])),
    from('DATABASE_SECRET', remoteKey('bookstore', 'database-password')),
    from('KEY_SECRET', remoteKey('bookstore', 'secret-key')),
    from('MAIL_SECRET', remoteKey('bookstore', 'smtp-url')),
    from('PAYMENTS_SECRET', ...paymentSecrets.map((key) => remoteKey('bookstore', key))),
    from('ADMINISTRATOR_SECRET', remoteKey('bookstore-release', 'database-password')),
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
} satisfies Record<string, Replacement[]>;

export const replacements = (...names: (keyof typeof groups)[]): Replacement[] => names.flatMap((name) => groups[name]);
