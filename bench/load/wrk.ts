import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../scripts/provision/run-program.ts';
import { pinned } from '../stage/pinned.ts';

const script = join(import.meta.dirname, 'requests.lua');
export const connections = 16;

/** One request, as wrk sends it. */
export interface Request {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
  readonly broken: number;
  readonly bytes: number;
}

/** Writes a list of requests for wrk; answers its file. */
export function writeRequests(folder: string, name: string, requests: readonly Request[]): string {
  const file = join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.requests`);
  const fields = (headers: Request['headers']) =>
    Object.entries(headers ?? {}).map(([key, value]) => `${key}: ${value}`);
  writeFileSync(file, requests.map(({ path, headers }) => [path, ...fields(headers)].join('\t')).join('\n'));
  return file;
}

/** Asks a server for a list of requests, over and over, as fast as it answers. */
export async function load(url: string, requestsFile: string, seconds: number): Promise<LoadResult> {
  const command = [...pinned('load'), 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency'];
  const output = await runProgram('env', [...command, '-s', script, url, '--', requestsFile]);
  const result = /^RESULT (.*)$/m.exec(output)?.[1];
  if (result === undefined) throw new Error(`wrk says nothing: ${output.slice(-500)}`);
  return JSON.parse(result) as LoadResult;
}
