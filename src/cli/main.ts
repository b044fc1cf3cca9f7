import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { currentBundle } from '../bundle/current-bundle.ts';
import type * as Program from './run-command-line.ts';

/** In the bundle a command starts in half of the time. */
function bundledCommands(): string | undefined {
  const bundle = currentBundle();
  const commands = bundle && join(dirname(bundle), 'run-command-line.cjs');
  return commands && existsSync(commands) ? commands : undefined;
}

const bundle = bundledCommands();
const program =
  bundle === undefined
    ? await import('./run-command-line.ts')
    : (createRequire(import.meta.url)(bundle) as typeof Program);
process.exitCode = await program.runCommandLine(process.argv.slice(2));
