import { availableParallelism } from 'node:os';
import { findProgram } from '../../scripts/provision/run-program.ts';

/** Who makes the load has a core of its own, so that it neither slows nor is slowed by what it measures. */
export type Core = 'load' | 'measured';

/** What stands before a command that shall run on that core; nothing on a machine with one, or without `taskset`. */
export function pinned(core: Core): string[] {
  if (availableParallelism() < 2 || !findProgram('taskset')) return [];
  return ['taskset', '-c', core === 'load' ? '0' : '1'];
}
