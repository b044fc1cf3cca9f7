/** `node make-secrets.ts OVERLAY`: makes the files below `overlays/OVERLAY/secrets/` that aren't there, mode 0600. Git ignores them. Safe to repeat. */
import { makeSecretsOf } from '../../3-kubernetes/make-secrets.ts';
import { overlays } from './manifests/overlays.ts';

if (import.meta.main) makeSecretsOf(import.meta.dirname, overlays, process.argv[2]);
