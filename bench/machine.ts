import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg, release, totalmem } from 'node:os';

/** What the figures depend on beside the code. */
export function machine(): Record<string, string | number> {
  return {
    processor: /^model name\s*: (.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown',
    cores: availableParallelism(),
    'GB of memory': Math.round(totalmem() / 1e9),
    Linux: release(),
    Node: process.versions.node,
    nginx: firstLine('nginx', ['-v']).replace('nginx version: nginx/', ''),
    'load average before': (loadavg()[0] ?? 0).toFixed(1),
  };
}

function firstLine(program: string, args: readonly string[]): string {
  try {
    return execFileSync('sh', ['-c', `${program} ${args.join(' ')} 2>&1`], { encoding: 'utf8' }).split('\n')[0] ?? '';
  } catch {
    return 'missing';
  }
}
