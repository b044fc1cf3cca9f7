import { createRequire, enableCompileCache, flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { currentBundle } from './bundle/current-bundle.ts';
import type * as Program from './run.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `BookStore needs Node 22.18 or newer; this is ${process.versions.node}. Start it with "npm start", which brings its own.\n`,
  );
  process.exit(1);
}
// In the environment as well, since threads and child processes look there; nothing of the configuration is read.
/* eslint-disable no-restricted-syntax -- it must be set before the configuration's own code is loaded */
process.env.NODE_COMPILE_CACHE ??= resolve('var/cache/compile');
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const bundle = currentBundle();
const program =
  bundle === undefined ? await import('./run.ts') : (createRequire(import.meta.url)(bundle) as typeof Program);
await program.run();
// Now, not at the end, which a process that is killed never sees.
flushCompileCache();
