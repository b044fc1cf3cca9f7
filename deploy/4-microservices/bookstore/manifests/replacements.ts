import type { Replacement } from '../../../3-kubernetes/manifests/replacements.ts';
import { serviceNames } from '../services.ts';
import { releaseConfig } from './release.ts';

type Target = Replacement['targets'][number];

const from = (name: string, ...targets: Target[]): Replacement => ({
  source: { kind: 'ConfigMap', name: 'settings', fieldPath: `data.${name}` },
  targets,
});
const at = (kind: string, name: string | undefined, fieldPaths: string[], options?: Target['options']): Target => ({
  select: { kind, ...(name ? { name } : {}) },
  fieldPaths,
  ...(options ? { options } : {}),
});
const pod = 'spec.template.spec';
const images = (index: number): Target[] => {
  const options = { delimiter: ':', index };
  return [
    ...[...serviceNames, 'worker'].map((name) =>
      at('Deployment', name, [`${pod}.containers.[name=${name}].image`], options),
    ),
    at('Deployment', 'nginx', [`${pod}.initContainers.[name=publish].image`], options),
    at('Job', undefined, [`${pod}.initContainers.*.image`, `${pod}.containers.*.image`], options),
  ];
};
const everyConfig = (field: string, options?: Target['options']): Target[] =>
  serviceNames.flatMap((service) =>
    [service, releaseConfig(service)].map((name) => at('ConfigMap', name, [`data.${field}`], options)),
  );
const remote = (secret: string): Target => at('ExternalSecret', secret, ['spec.data.*.remoteRef.key']);

const groups = {
  // The tag first: the name of an image may hold colons of its own.
  released: [
    from('RELEASE', ...images(1), at('Job', undefined, ['metadata.name'], { delimiter: '-', index: 1 })),
    from('IMAGE', ...images(0)),
  ],
  domain: [
    from(
      'DOMAIN',
      ...everyConfig('PUBLIC_URL', { delimiter: '/', index: 2 }),
      at('ConfigMap', 'edge', ['data.DOMAIN']),
    ),
  ],
  aws: [
    from('DATABASE_HOST', ...everyConfig('DATABASE_HOST')),
    from('REGION', at('SecretStore', undefined, ['spec.provider.aws.region'])),
    from('PHOTOS', at('PersistentVolume', undefined, ['spec.csi.volumeHandle'])),
    ...[...serviceNames, 'calls', 'administrator'].map((name) => from(`${name.toUpperCase()}_SECRET`, remote(name))),
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
