// `npm start`. Plain JavaScript, so that the cache is on before the first TypeScript is read: not even
// src/main.ts is stripped of its types a second time.
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

process.env.NODE_COMPILE_CACHE ??= resolve('var/cache/compile');
enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import('../src/main.ts');
