import { paymentSecrets } from '../../environment/stage-environment.ts';
import { externalSecrets } from './external-secrets.ts';
import { databaseEdges, watchedFrom } from './network.ts';
import { type OverlayOf, overlaysOf } from './overlays-of.ts';
import { replacements } from './replacements.ts';

/** By name, keys that are files of the same names. */
type Secrets = Record<string, string[]>;
export type Overlay = OverlayOf<Secrets>;

const ownSecrets: Secrets = {
  bookstore: ['database-password', 'secret-key', 'smtp-url', ...paymentSecrets],
  'bookstore-release': ['database-password'],
  'bookstore-database': ['database-password', 'root-password'],
};

export const overlays = overlaysOf<Secrets>({
  ownSecrets,
  noSecrets: {},
  externalSecrets,
  secretSettings: ['DATABASE_SECRET', 'KEY_SECRET', 'MAIL_SECRET', 'PAYMENTS_SECRET', 'ADMINISTRATOR_SECRET'],
  databaseEdges,
  watchedFrom,
  replacements,
});
