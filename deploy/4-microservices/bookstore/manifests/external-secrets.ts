import type { Chart } from 'cdk8s';
import { type Entry, secret, secretsManager } from '../../../3-kubernetes/manifests/external-secrets.ts';
import { serviceNames, services } from '../services.ts';

/** One secret of Secrets Manager for each service, a JSON object with the names of its files; a service's identity in AWS need read no other. */
export function externalSecrets(chart: Chart): void {
  secretsManager(chart);
  for (const service of serviceNames)
    secret(chart, service, ['database-password', 'secret-key', ...services[service].secrets].map(own(service)));
  secret(chart, 'calls', [{ key: 'service-key', remote: 'CALLS_SECRET' }]);
  secret(chart, 'administrator', [{ key: 'database-password', remote: 'ADMINISTRATOR_SECRET', property: 'password' }]);
}

const own =
  (service: string) =>
  (key: string): Entry => ({ key, remote: `${service.toUpperCase()}_SECRET`, property: key });
