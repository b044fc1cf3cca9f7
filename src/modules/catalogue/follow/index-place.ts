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
  /** Files to remove once the index is closed. */
  leftovers: string[];
}

const suffixes = ['', '-wal', '-shm'];

export function openIndexAt(place: IndexPlace, workers: number): OpenablePlace {
  if ('file' in place) return { open: () => openSearchIndex({ file: place.file, workers }), leftovers: [] };
  const file = join(place.folder, `${ownPrefix()}${String(process.pid)}-${newId()}.db`);
  const open = (): Promise<SearchIndex> => {
    removeAbandoned(place.folder);
    return openSearchIndex({ file, workers });
  };
  return { open, leftovers: suffixes.map((suffix) => file + suffix) };
}

/** The folder may be shared by machines, whose process numbers say nothing here. */
const ownPrefix = (): string => `search-${hostname().replace(/[^a-zA-Z0-9]/g, '')}-`;

/** Files of processes of this machine that ended without removing them. */
function removeAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = name.startsWith(ownPrefix()) ? Number(name.slice(ownPrefix().length).split('-')[0]) : Number.NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) rmSync(join(folder, name), { force: true });
  }
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
