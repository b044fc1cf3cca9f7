import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../../platform/ids.ts';
import { openSearchIndex } from '../search/open-search-index.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** `file`: kept, so that the next start is quick. `folder`: a file of this process alone, which goes when the process does. */
export type IndexPlace = { file: string } | { folder: string };

export interface OpenablePlace {
  open: () => Promise<SearchIndex>;
  /** Once the index is closed: removes the file that is this process's alone, and what belongs to it. */
  leave: () => void;
}

export function openIndexAt(place: IndexPlace, workers: number): OpenablePlace {
  if ('file' in place) return { open: () => openSearchIndex({ file: place.file, workers }), leave: () => undefined };
  const name = `${ownPrefix()}${String(process.pid)}-${newId()}.db`;
  const open = (): Promise<SearchIndex> => {
    removeWhere(place.folder, isAbandoned);
    return openSearchIndex({ file: join(place.folder, name), workers });
  };
  return { open, leave: () => removeWhere(place.folder, (entry) => entry.startsWith(name)) };
}

/** The folder may be shared by machines, whose process numbers say nothing here. */
const ownPrefix = (): string => `search-${hostname().replace(/[^a-zA-Z0-9]/g, '')}-`;

/** A file of a process of this machine that ended without removing it. */
function isAbandoned(name: string): boolean {
  const pid = name.startsWith(ownPrefix()) ? Number(name.slice(ownPrefix().length).split('-')[0]) : Number.NaN;
  return Number.isInteger(pid) && !isRunning(pid);
}

function removeWhere(folder: string, isMeant: (name: string) => boolean): void {
  for (const name of namesIn(folder).filter(isMeant)) rmSync(join(folder, name), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
