import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { FilesSuite, Suite } from '../../tests/parts.ts';

export const root = join(import.meta.dirname, '../..');

const FILE_SECONDS = 120;

/** The test files of a suite, relative to the repository. */
export function filesOf(suite: FilesSuite): string[] {
  const excepted = new Set(matches(suite.except ?? []));
  return matches(suite.files)
    .filter((file) => !excepted.has(file))
    .sort();
}

function matches(globs: readonly string[]): string[] {
  return globSync([...globs], { cwd: root, exclude: (path) => path.endsWith('node_modules') });
}

/** Program and arguments that run it. Errors: its globs name no file. */
export function commandOf(suite: Suite): readonly [string, ...string[]] {
  if ('command' in suite) return suite.command;
  if ('playwright' in suite) {
    const reporter = join(root, 'scripts/testing/browser-reporter.ts');
    const program = join(root, 'node_modules/@playwright/test/cli.js');
    return [process.execPath, program, 'test', '--config', suite.playwright, '--reporter', reporter];
  }
  const files = filesOf(suite);
  if (files.length === 0) throw new Error(`no file matches ${suite.files.join(', ')}`);
  return [
    process.execPath,
    '--test',
    `--test-concurrency=${suite.concurrency ?? 2}`,
    `--test-timeout=${(suite.fileTimeoutSeconds ?? FILE_SECONDS) * 1000}`,
    `--test-reporter=${join(root, 'scripts/testing/node-reporter.ts')}`,
    '--test-reporter-destination=stdout',
    ...files,
  ];
}
