import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in these, whatever the kernel's own clock. */
const ticksPerSecond = 100;
const parentField = 1;
const userField = 11;
const systemField = 12;

/** The numbers of `/proc/PID/stat` behind the program's name, which may hold blanks and brackets. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process and all that it started, which are still there. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      parents.set(Number(name), Number(statOf(Number(name))[parentField]));
    } catch {
      // It ended meanwhile.
    }
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/** Microseconds of processor time of these processes and their descendants so far, from the operating system's accounting. */
export function cpuMicros(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids.flatMap(familyOf)) {
    const stat = statOf(pid);
    ticks += Number(stat[userField]) + Number(stat[systemField]);
  }
  return (ticks * 1e6) / ticksPerSecond;
}

/** Megabytes of memory, shared pages counted by their share (PSS), of these processes and their descendants. */
export function memoryMb(pids: readonly number[]): number {
  const kilobytes = pids.flatMap(familyOf).map((pid) => {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}
