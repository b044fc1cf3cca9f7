import { installDebianPackages } from './apt.ts';
import { type Provision, unavailable } from './provision.ts';
import { findProgram } from './run-program.ts';

export async function provisionNamespaces(): Promise<Provision> {
  const missing = Object.entries({ ip: 'iproute2', nft: 'nftables' }).filter(([program]) => !findProgram(program));
  const packages = missing.map(([, name]) => name);
  const problem = packages.length === 0 ? undefined : await installDebianPackages(...packages);
  return problem === undefined ? { ready: true } : unavailable(`needs network namespaces: ${problem}`);
}
