import { at, replacementsAt } from '../../../3-kubernetes/manifests/replacements.ts';
import { serviceNames } from '../services.ts';
import { releaseConfig } from './release.ts';

const pod = 'spec.template.spec';

/** By the setting that names it, each secret outside the cluster; one holds all keys of a service. */
export const secrets = Object.fromEntries(
  [...serviceNames, 'calls', 'administrator'].map((name) => [
    `${name.toUpperCase()}_SECRET`,
    [at('ExternalSecret', name, ['spec.data.*.remoteRef.key'])],
  ]),
);

export const replacements = replacementsAt({
  images: (index) => {
    const options = { delimiter: ':', index };
    return [
      ...[...serviceNames, 'worker'].map((name) =>
        at('Deployment', name, [`${pod}.containers.[name=${name}].image`], options),
      ),
      at('Deployment', 'nginx', [`${pod}.initContainers.[name=publish].image`], options),
      at('Job', undefined, [`${pod}.initContainers.*.image`, `${pod}.containers.*.image`], options),
    ];
  },
  configs: serviceNames.flatMap((service) => [service, releaseConfig(service)]),
  secrets,
});
