// A process of `npm run dev`: PROGRAM PACKAGE…. Loads the packages, waits for its turn, then runs the program.
import { createRequire } from 'node:module';
import type * as Program from '../../src/run.ts';

const require = createRequire(import.meta.url);
const [program = '', ...packages] = process.argv.slice(2);
const turn = new Promise<void>((resolve) => {
  process.once('message', () => {
    resolve();
  });
});
for (const name of packages) require(name);
await turn;
await (require(program) as typeof Program).run();
process.send?.('serves');
process.disconnect();
