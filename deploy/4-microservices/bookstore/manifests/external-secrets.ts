import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { ISecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStore';
import type { Chart } from 'cdk8s';
import { object } from '../../../3-kubernetes/manifests/edge-acme.ts';
import { serviceNames, services } from '../services.ts';

/** One secret of Secrets Manager for each service, a JSON object with the names of its files; a service's identity in AWS need read no other. */
export function externalSecrets(chart: Chart): void {
  object<ISecretStore>(chart, 'store', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: 'secrets-manager' },
    spec: { provider: { aws: { service: 'SecretsManager', region: 'us-east-1' } } },
  });
  for (const service of serviceNames)
    secret(chart, service, ['database-password', 'secret-key', ...services[service].secrets].map(own(service)));
  secret(chart, 'calls', [{ key: 'service-key', remote: 'CALLS_SECRET' }]);
  secret(chart, 'administrator', [{ key: 'database-password', remote: 'ADMINISTRATOR_SECRET', property: 'password' }]);
}

interface Entry {
  key: string;
  remote: string;
  property?: string;
}

const own =
  (service: string) =>
  (key: string): Entry => ({ key, remote: `${service.toUpperCase()}_SECRET`, property: key });

function secret(chart: Chart, name: string, entries: Entry[]): void {
  object<IExternalSecret>(chart, name, {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name },
    spec: {
      refreshInterval: '1m',
      secretStoreRef: { name: 'secrets-manager', kind: 'SecretStore' },
      target: { name, creationPolicy: 'Owner' },
      data: entries.map(({ key, remote, property }) => ({
        secretKey: key,
        remoteRef: { key: remote, ...(property ? { property } : {}) },
      })),
    },
  });
}
