import { readFileSync } from 'node:fs';

export interface ProcessLimits {
  cpuMs: number;
  memoryBytes: number;
  /** Of the clock: far more than the processor time, since a busy machine is no fault of the photo's. */
  wallMs: number;
}

export type Exceeded = 'cpu' | 'memory' | 'wall';

interface Use {
  cpuMs: number;
  residentBytes: number;
}

const lookEveryMs = 25;
/** Linux counts processor time for other programs in hundredths of a second, whatever the kernel's own tick. */
const clockTickMs = 10;

/**
 * Calls once when a process passes a limit, until the returned function is called. Only Linux says what another process
 * uses; elsewhere the clock alone limits it.
 */
export function watchProcess(pid: number, limits: ProcessLimits, onExceeded: (what: Exceeded) => void): () => void {
  const start = { at: Date.now(), cpuMs: useOf(pid)?.cpuMs ?? 0 };
  const timer = setInterval(() => {
    const exceeded = compare(useOf(pid), start, limits);
    if (exceeded === undefined) return;
    clearInterval(timer);
    onExceeded(exceeded);
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
  };
}

function compare(
  use: Use | undefined,
  start: { at: number; cpuMs: number },
  limits: ProcessLimits,
): Exceeded | undefined {
  if (use !== undefined && use.residentBytes > limits.memoryBytes) return 'memory';
  if (use !== undefined && use.cpuMs - start.cpuMs > limits.cpuMs) return 'cpu';
  return Date.now() - start.at > limits.wallMs ? 'wall' : undefined;
}

/** /proc is memory, not a disk: reading it takes some ten microseconds and can't hang. */
function useOf(pid: number): Use | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuMs: ticks * clockTickMs, residentBytes: Number(resident ?? 0) * 1024 };
  } catch {
    return undefined;
  }
}
