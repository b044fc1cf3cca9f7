import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { incomingFolder } from '../photo-names.ts';

const abandonedMs = 3_600_000;

/** Removes what a process that was killed left unfinished; what is younger than an hour may be another's, under way. */
export async function clearIncoming(folder: string, now = Date.now()): Promise<void> {
  const incoming = incomingFolder(folder);
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > abandonedMs) await rm(path, { force: true });
  }
}
