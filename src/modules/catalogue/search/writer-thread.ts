import { workerData } from 'node:worker_threads';
import { DocumentApplier } from './apply-documents.ts';
import { openToWrite } from './index-file.ts';
import { Rebuild } from './rebuild-index.ts';
import type { SearchDocument } from './search-index.ts';
import { serveCalls } from './thread-calls.ts';

const PAGE_CACHE_KIB = 2048;
const PAGE_CACHE_TO_REBUILD_KIB = 65_536;

const { file } = workerData as { file: string };
const db = openToWrite(file, PAGE_CACHE_KIB);
const applier = new DocumentApplier(db);
let rebuild: Rebuild | null = null;

function beginRebuild(): boolean {
  if (rebuild) return false;
  rebuild = Rebuild.begin(db, file);
  if (rebuild) db.pragma(`cache_size = -${PAGE_CACHE_TO_REBUILD_KIB}`);
  return rebuild !== null;
}

function endRebuild(work: (rebuild: Rebuild) => void): void {
  if (!rebuild) throw new Error('no rebuild is under way');
  const ending = rebuild;
  rebuild = null;
  work(ending);
  db.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
  db.pragma('shrink_memory');
}

serveCalls({
  apply: (documents: SearchDocument[]) => {
    rebuild?.commit();
    applier.apply(documents);
  },
  beginRebuild,
  addToRebuild: (documents: SearchDocument[]) => rebuild?.add(documents),
  finishRebuild: () => endRebuild((ending) => ending.finish()),
  abandonRebuild: () => endRebuild((ending) => ending.abandon()),
});
