/** `node make-secrets.ts OVERLAY`: makes the files below `overlays/OVERLAY/secrets/` that aren't there, mode 0600. Git ignores them. Safe to repeat. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paymentSecrets } from '../environment/stage-environment.ts';
import { overlays } from './manifests/overlays.ts';
import type { Overlay } from './manifests/overlays-of.ts';

/** What only an operator knows; empty is none: mail is kept in the pod, and the shop takes no real money. */
const given = ['smtp-url', ...paymentSecrets];

export function makeSecrets(folder: string, names: Iterable<string>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of new Set(names)) {
    const path = join(folder, name);
    const content = given.some((each) => name.endsWith(each)) ? '' : randomBytes(32).toString('hex');
    if (!existsSync(path)) writeFileSync(path, content, { mode: 0o600 });
  }
}

/** The program: makes those of the overlay `name`, below `folder`, or says which there are. */
export function makeSecretsOf(folder: string, overlays: Readonly<Record<string, Overlay>>, name = ''): void {
  const overlay = overlays[name];
  if (overlay)
    makeSecrets(join(folder, 'overlays', name, 'secrets'), Object.values(overlay.secrets).flatMap(Object.values));
  else {
    console.error(`usage: make-secrets.ts ${Object.keys(overlays).join('|')}`);
    process.exitCode = 2;
  }
}

if (import.meta.main) makeSecretsOf(import.meta.dirname, overlays, process.argv[2]);
