import { installDebianPackages } from './apt.ts';
import { type Provision, unavailable } from './provision.ts';
import { findProgram } from './run-program.ts';

export async function provisionNginx(): Promise<Provision> {
  const problem = findProgram('nginx') ? undefined : await installDebianPackages('nginx');
  return problem === undefined ? { ready: true } : unavailable(`needs nginx: ${problem}`);
}
