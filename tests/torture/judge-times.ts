import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const files = ['tests/overload/overload.test.ts', 'tests/failover/failover.test.ts'];
const tries = 3;

/** Runs the tests that judge times, strictly, each until it passes once of three times; answers sentences about those that never do. */
export async function judgeTimes(say: (line: string) => void): Promise<string[]> {
  const failed: string[] = [];
  for (const file of files) {
    let passed = false;
    for (let turn = 1; turn <= tries && !passed; turn++) {
      const { code, output } = await run(file);
      passed = code === 0;
      say(`times: ${file}, try ${String(turn)}: ${passed ? 'kept' : 'not kept'}`);
      if (!passed)
        for (const line of output.split('\n').filter((each) => each.includes('AssertionError')))
          say(`  ${line.trim()}`);
    }
    if (!passed) failed.push(`${file} does not keep its times in any of ${String(tries)} tries`);
  }
  return failed;
}

function run(file: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--test', file], {
    cwd: root,
    env: { ...process.env, JUDGE_TIMES: 'on' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
