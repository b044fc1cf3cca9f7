import { workerData } from 'node:worker_threads';
import { openToRead } from './index-file.ts';
import { SearchEngine } from './search-engine.ts';
import type { SearchQuery } from './search-index.ts';
import { serveCalls } from './thread-calls.ts';

const PAGE_CACHE_KIB = 12_288;

const { file } = workerData as { file: string };
const engine = new SearchEngine(openToRead(file, PAGE_CACHE_KIB));

serveCalls({
  search: (query: SearchQuery) => engine.search(query),
  browseFacets: () => engine.browseFacets(),
  size: () => engine.size(),
  warm: () => engine.warm(),
});
