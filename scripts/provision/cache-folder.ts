import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where fetched servers are kept: outside the repository, so that a fresh clone on the same machine finds them. */
export function cacheFolder(name: string): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bookstore', name);
}
