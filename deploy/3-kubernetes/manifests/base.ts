import { KubeNamespace, KubeServiceAccount } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { settingsOf, stageEnvironment } from '../../environment/stage-environment.ts';
import { application } from './application.ts';
import { nginx } from './edge-nginx.ts';
import { allowEdges, denyAll, edgesOfBase } from './network.ts';
import { scaling } from './scaling.ts';
import { namespace, type Resource, resources } from './shop.ts';

const standard = 'pod-security.kubernetes.io';

/** What every cluster gets; each file of the base with its resources. */
export function baseFiles(): Record<string, Resource[]> {
  return {
    'namespace.yaml': resources((chart) => {
      new KubeNamespace(chart, 'namespace', {
        metadata: {
          name: namespace,
          labels: Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`${standard}/${mode}`, 'restricted'])),
        },
      });
    }, undefined),
    'account.yaml': resources((chart) => {
      new KubeServiceAccount(chart, 'account', { metadata: { name: namespace }, automountServiceAccountToken: false });
    }),
    'application.yaml': resources(application),
    'nginx.yaml': resources(nginx),
    'scaling.yaml': resources(scaling),
    'network.yaml': resources((chart) => {
      denyAll(chart);
      allowEdges(chart, 'base', edgesOfBase);
    }),
  };
}

/** Addresses of pods that are believed about whom they speak for; an overlay names its cluster's. */
const privateAddresses = '10.0.0.0/8';

/** The ConfigMap of the application: what the stage fixes, and what overlays replace. */
export function baseEnvironment(): Record<string, string> {
  const deployment = {
    DATABASE_HOST: 'database',
    ROLES: 'web',
    PUBLIC_URL: 'https://books.example.org',
    TRUSTED_PROXIES: privateAddresses,
  };
  const { ROLES, ...environment } = stageEnvironment('kubernetes', { deployment });
  return { ...environment, RELEASE_DATABASE_USER: 'bookstore' };
}

/** What NGINX is told beside. */
export const edgeEnvironment = { DOMAIN: 'books.example.org', TRUSTED_BALANCERS: privateAddresses };

/** Names that an overlay's `application.env` may set. */
export const operatorNames = (): string[] =>
  settingsOf('kubernetes').flatMap(({ variable, setting }) => (setting.by === 'operator' ? [variable.name] : []));
