import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { ISecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStore';
import type { Chart } from 'cdk8s';
import { paymentSecrets } from '../../environment/stage-environment.ts';
import { object } from './edge-acme.ts';

export interface Entry {
  key: string;
  remote: string;
  property?: string;
}

/** Secrets on EKS: External Secrets reads them from Secrets Manager by its own identity and follows a rotation within a minute. */
export function externalSecrets(chart: Chart): void {
  secretsManager(chart);
  secret(chart, 'bookstore', [
    { key: 'database-password', remote: 'DATABASE_SECRET', property: 'password' },
    { key: 'secret-key', remote: 'KEY_SECRET' },
    { key: 'smtp-url', remote: 'MAIL_SECRET' },
    ...paymentSecrets.map((key) => ({ key, remote: 'PAYMENTS_SECRET', property: key })),
  ]);
  secret(chart, 'bookstore-release', [
    { key: 'database-password', remote: 'ADMINISTRATOR_SECRET', property: 'password' },
  ]);
}

export function secretsManager(chart: Chart): void {
  object<ISecretStore>(chart, 'store', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: 'secrets-manager' },
    spec: { provider: { aws: { service: 'SecretsManager', region: 'us-east-1' } } },
  });
}

/** A Secret of the cluster, from entries of Secrets Manager. */
export function secret(chart: Chart, name: string, entries: Entry[]): void {
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
