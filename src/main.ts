import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `BookStore needs Node 22.18 or newer; this is ${process.versions.node}. Start it with "npm start", which brings its own.\n`,
  );
  process.exit(1);
}
// In the environment as well, since threads and child processes look there.
process.env['NODE_COMPILE_CACHE'] ??= resolve('var/cache/compile');
enableCompileCache(process.env['NODE_COMPILE_CACHE']);

const { run } = await import('./run.ts');
await run();
