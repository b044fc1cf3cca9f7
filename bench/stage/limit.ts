import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../tests/support/free-port.ts';
import { type RunningProcess, startProcess } from './start-process.ts';

export interface Limit extends RunningProcess {
  readonly url: string;
}

/** What a work's answers look like: the limit sends the same. */
export interface SameBytes {
  readonly type: string;
  readonly bodies: readonly string[];
}

/** Bare `node:http` on the measured core that sends, for each name, these bodies in turn at `/NAME`. */
export async function startLimit(stageFolder: string, sent: Readonly<Record<string, SameBytes>>): Promise<Limit> {
  const folder = join(stageFolder, 'limit');
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(sent)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(bytes));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = join(import.meta.dirname, 'limit-server.ts');
  const running = await startProcess([process.execPath, server, String(port), folder], {
    core: 'measured',
    folder,
    readyUrl: `${url}/`,
    logFile: join(stageFolder, 'limit.log'),
  });
  return { ...running, url };
}
