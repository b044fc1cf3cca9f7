import { installDebianPackages } from './apt.ts';
import { type Provision, unavailable } from './provision.ts';
import { findProgram } from './run-program.ts';

/** What makes the load of `npm run bench`. */
export async function provisionWrk(): Promise<Provision> {
  const problem = findProgram('wrk') ? undefined : await installDebianPackages('wrk');
  return problem === undefined ? { ready: true } : unavailable(`needs wrk: ${problem}`);
}
