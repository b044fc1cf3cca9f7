import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FloodPlan, FloodResult } from './flood.ts';

const program = join(import.meta.dirname, 'flood.ts');
const longestOutput = 100_000_000;

/** Floods a shop from another process; resolves once the last request is answered or given up. */
export async function sendFlood(plan: FloodPlan): Promise<FloodResult> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [program, JSON.stringify(plan)], { maxBuffer: longestOutput });
  return JSON.parse(stdout) as FloodResult;
}

/** The time within which this part of them was answered, in ms. */
export function percentile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
