import { join } from 'node:path';
import type { Provision } from './provision.ts';
import { runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../..');

export async function provisionDeploy(): Promise<Provision> {
  await runProgram(process.execPath, [join(root, 'scripts/setup.mjs'), 'deploy']);
  return { ready: true };
}
