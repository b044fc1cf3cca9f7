import { paymentSecrets } from '../../environment/stage-environment.ts';
import { externalSecrets } from './external-secrets.ts';
import { databaseEdges, watchedFrom } from './network.ts';
import { overlaysOf } from './overlays-of.ts';
import { replacements, secrets } from './replacements.ts';

/** Keys that are files of the same names. */
const files = (...keys: string[]): Record<string, string> => Object.fromEntries(keys.map((key) => [key, key]));

export const overlays = overlaysOf({
  ownSecrets: {
    bookstore: files('database-password', 'secret-key', 'smtp-url', ...paymentSecrets),
    'bookstore-release': files('database-password'),
    'bookstore-database': files('database-password', 'root-password'),
  },
  externalSecrets,
  secretSettings: Object.keys(secrets),
  databaseEdges,
  watchedFrom,
  replacements,
});
