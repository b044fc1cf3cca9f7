import { installDebianPackages } from './apt.ts';
import { type Provision, unavailable } from './provision.ts';
import { findProgram } from './run-program.ts';

/** A small Let's Encrypt, with its client and a judge of TLS: what certificate tests talk to. */
export async function provisionPebble(): Promise<Provision> {
  const programs = ['pebble', 'certbot', 'sslscan', 'openssl'];
  const missing = programs.filter((program) => !findProgram(program));
  const problem = missing.length === 0 ? undefined : await installDebianPackages(...missing);
  return problem === undefined ? { ready: true } : unavailable(`needs pebble, certbot and sslscan: ${problem}`);
}
