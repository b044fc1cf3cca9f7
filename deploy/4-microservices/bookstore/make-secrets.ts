/** `node make-secrets.ts OVERLAY`: makes the files below `overlays/OVERLAY/secrets/` that aren't there, mode 0600. Git ignores them. Safe to repeat. */
import { join } from 'node:path';
import { makeSecrets } from '../../3-kubernetes/make-secrets.ts';
import { overlays } from './manifests/overlays.ts';

if (import.meta.main) {
  const name = process.argv[2] ?? '';
  const overlay = overlays[name];
  if (!overlay) {
    console.error(`usage: make-secrets.ts ${Object.keys(overlays).join('|')}`);
    process.exitCode = 2;
  } else {
    const files = Object.values(overlay.secrets).flatMap((keys) => Object.values(keys));
    makeSecrets(join(import.meta.dirname, 'overlays', name, 'secrets'), files);
  }
}
