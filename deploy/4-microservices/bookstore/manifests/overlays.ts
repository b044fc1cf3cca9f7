import { overlaysOf, type Secrets } from '../../../3-kubernetes/manifests/overlays-of.ts';
import { serviceNames, services } from '../services.ts';
import { externalSecrets } from './external-secrets.ts';
import { databaseEdges, watchedFrom } from './network.ts';
import { replacements, secrets } from './replacements.ts';

/** Each service has a password and a key of its own; what signs calls is one for all. */
const ownSecrets: Secrets = {
  ...Object.fromEntries(
    serviceNames.map((service) => [
      service,
      Object.fromEntries(
        ['database-password', 'secret-key', ...services[service].secrets].map((key) => [key, `${service}-${key}`]),
      ),
    ]),
  ),
  calls: { 'service-key': 'service-key' },
  administrator: { 'database-password': 'root-password' },
  'bookstore-database': { 'database-password': 'unused-password', 'root-password': 'root-password' },
};

export const overlays = overlaysOf({
  ownSecrets,
  externalSecrets,
  secretSettings: Object.keys(secrets),
  databaseEdges,
  watchedFrom,
  replacements,
});
