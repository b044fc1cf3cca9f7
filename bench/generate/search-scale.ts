/**
 * Builds search indexes of growing shops and prints how long queries take.
 * `node bench/generate/search-scale.ts [LISTINGS …]`; without numbers 10,000, 100,000 and 1,000,000.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openToRead } from '../../src/modules/catalogue/search/index-file.ts';
import { openSearchIndex } from '../../src/modules/catalogue/search/open-search-index.ts';
import { SearchEngine } from '../../src/modules/catalogue/search/search-engine.ts';
import type { SearchIndex, SearchQuery } from '../../src/modules/catalogue/search/search-index.ts';
import { generateListings } from './generate-listings.ts';
import { QUERY_KINDS, randomQueries } from './search-queries.ts';

const QUERIES_A_KIND = Number(process.env.QUERIES ?? 300);
const PAGES = 1000;

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const figures = (times: number[]): string => {
  const sorted = times.sort((a, b) => a - b);
  const shown = [0.5, 0.95, 0.999].map((share) => percentile(sorted, share).toFixed(3).padStart(9));
  return shown.join(' ');
};

const memoryMb = (): number => {
  const smaps = readFileSync('/proc/self/smaps_rollup', 'utf8');
  return Math.round(Number(/^Pss:\s+(\d+)/m.exec(smaps)?.[1] ?? 0) / 1024);
};

const ROUNDS = 3;

/** Milliseconds inside the engine, without threads, each as if nobody had searched before: the best of rounds over all queries, since the machine has other work. */
function timeInEngine(engine: SearchEngine, queries: readonly SearchQuery[]): number[] {
  const best = queries.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    queries.forEach((query, at) => {
      engine.forget();
      const start = performance.now();
      engine.search(query);
      best[at] = Math.min(best[at] ?? 0, performance.now() - start);
    });
  }
  return best;
}

async function timeThrough(index: SearchIndex, queries: readonly SearchQuery[]): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await index.search(query);
    times.push(performance.now() - start);
  }
  return times;
}

async function timePages(index: SearchIndex, query: SearchQuery): Promise<string> {
  const times: number[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const start = performance.now();
    const answer = await index.search(cursor === null ? query : { ...query, cursor });
    times.push(performance.now() - start);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return `first 50 ${figures(times.slice(0, 50))}   last 50 of ${times.length} ${figures(times.slice(-50))}`;
}

async function cpuOfNewest(index: SearchIndex): Promise<number> {
  const rounds = 3000;
  for (let round = 0; round < 500; round++) await index.search({ limit: 24, facets: true });
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) await index.search({ limit: 24, facets: true });
  const used = process.cpuUsage(before);
  return (used.user + used.system) / rounds;
}

async function measure(listings: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'search-scale-'));
  const file = join(folder, 'index.db');
  const index = await openSearchIndex({ file });
  const start = performance.now();
  await index.rebuild(generateListings(listings));
  const built = (performance.now() - start) / 1000;
  const size = await index.size();
  console.log(
    `\n${listings} listings, ${size.editions} editions: built in ${built.toFixed(1)} s, ${Math.round(size.fileBytes / 1e6)} MB on disk`,
  );
  const engine = new SearchEngine(openToRead(file, 12_288));
  const opening = performance.now();
  engine.warm();
  console.log(
    `opened in ${Math.round(performance.now() - opening)} ms\n${'milliseconds'.padEnd(26)}       p50       p95     p99.9`,
  );
  for (const kind of QUERY_KINDS) {
    const queries = randomQueries(kind, QUERIES_A_KIND, listings);
    timeInEngine(engine, queries.slice(0, 20));
    console.log(`${kind.name.padEnd(26)} ${figures(timeInEngine(engine, queries))}`);
  }
  const first = QUERY_KINDS[0];
  if (first)
    console.log(
      `${'one word, by thread'.padEnd(26)} ${figures(await timeThrough(index, randomQueries(first, QUERIES_A_KIND, listings)))}`,
    );
  for (const sort of ['newest', 'price'] as const)
    console.log(`pages by ${sort}: ${await timePages(index, { sort, limit: 24 })}`);
  console.log(
    `newest page: ${(await cpuOfNewest(index)).toFixed(0)} µs of CPU; memory of this process ${memoryMb()} MB (two mirrors)`,
  );
  await index.close();
  rmSync(folder, { recursive: true });
}

const sizes = process.argv.slice(2).map(Number);
for (const listings of sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000]) await measure(listings);
