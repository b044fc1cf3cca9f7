import { join } from 'node:path';
import { type Request, writeRequests } from './load/wrk.ts';
import { measureLoad } from './measure/measure-load.ts';
import type { Sample } from './measure/sample.ts';
import type { WorkResult } from './report/results.ts';
import { type Limit, type SameBytes, startLimit } from './stage/limit.ts';
import type { DatabaseName, Place, Stage } from './stage/stage.ts';
import type { ReadyWork, Work } from './works/work.ts';

/** Bare HTTP does always the same, so that its cost is known sooner. */
const limitSeconds = 1;

export interface RoundOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (text: string) => void;
}

interface Line {
  readonly work: Work;
  readonly database: DatabaseName;
  readonly ready: ReadyWork;
  readonly key: string;
  readonly samples: Sample[];
  readonly limit: Sample[];
}

/** Measures all works in interleaved rounds, so that a busy minute of the machine falls on all of them. */
export async function runRounds(stage: Stage, works: readonly Work[], options: RoundOptions): Promise<WorkResult[]> {
  const lines = await prepareLines(stage, works, options);
  const limit = await startLimit(stage.folder, bytesOf(lines));
  try {
    for (const line of lines) await measureLimit(stage, limit, line, 1);
    for (let round = 1; round <= options.rounds; round++) {
      options.say(`round ${round} of ${options.rounds}`);
      for (const line of lines)
        if (round <= (line.work.mostRounds ?? options.rounds)) await measureLine(stage, limit, line, options.seconds);
    }
  } finally {
    await limit.stop();
  }
  return lines.map(({ work, database, samples, limit: same }) => ({ work: work.name, database, samples, limit: same }));
}

async function prepareLines(stage: Stage, works: readonly Work[], options: RoundOptions): Promise<Line[]> {
  const lines: Line[] = [];
  for (const work of works)
    for (const place of stage.places.filter(({ database }) => work.databases.includes(database))) {
      options.say(`preparing ${work.name} on ${place.database}`);
      lines.push(await prepareLine(work, place, lines.length, options.seconds));
    }
  return lines;
}

const prepareLine = async (work: Work, place: Place, number: number, seconds: number): Promise<Line> => ({
  work,
  database: place.database,
  ready: await work.prepare(place, { seconds }),
  key: `work-${number}`,
  samples: [],
  limit: [],
});

const bytesOf = (lines: readonly Line[]): Record<string, SameBytes> =>
  Object.fromEntries(lines.flatMap(({ key, ready: { sent } }) => (sent ? [[key, sent]] : [])));

async function measureLine(stage: Stage, limit: Limit, line: Line, seconds: number): Promise<void> {
  const same = await measureLimit(stage, limit, line, Math.min(limitSeconds, seconds));
  if (same) line.limit.push(same);
  line.samples.push(await line.ready.measure());
}

async function measureLimit({ folder }: Stage, limit: Limit, line: Line, seconds: number): Promise<Sample | undefined> {
  if (!line.ready.sent) return undefined;
  const requests: Request[] = [{ path: `/${line.key}` }];
  const file = writeRequests(join(folder, 'limit'), line.key, requests);
  return measureLoad(limit.url, file, seconds, { application: [limit.pid] });
}
