import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OWNER = 'owner.pid';

/** Says that a temporary folder is in use as long as this process lives. */
export function claimFolder(folder: string): void {
  writeFileSync(join(folder, OWNER), String(process.pid));
}

/** Removes the claimed folders of runs that were killed before they could: in memory, each costs 200 MB. */
export function removeLeftovers(parent: string, prefix: string): void {
  for (const name of readdirSync(parent)) {
    const folder = join(parent, name);
    const owner = join(folder, OWNER);
    if (!name.startsWith(prefix) || !existsSync(owner)) continue;
    if (!isAlive(Number(readFileSync(owner, 'utf8')))) rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
