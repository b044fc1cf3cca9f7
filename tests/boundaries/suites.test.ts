import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOf } from '../../scripts/testing/suite-command.ts';
import { suites } from '../parts.ts';
import { repositoryFiles } from './repository-files.ts';

const files = repositoryFiles();

test('each test file runs in exactly one suite', () => {
  const run = suites.flatMap((suite) => ('files' in suite ? filesOf(suite) : []));
  const tests = files.filter((path) => path.endsWith('.test.ts'));
  assert.deepEqual([...run].sort(), tests.sort());
});

test('each Playwright configuration runs in exactly one suite', () => {
  const run = suites.flatMap((suite) => ('playwright' in suite ? [suite.playwright] : []));
  assert.deepEqual([...run].sort(), files.filter((path) => path.endsWith('playwright.config.ts')).sort());
});

test('suites have names of their own', () => {
  const names = suites.map((suite) => `${suite.part} / ${suite.name}`);
  assert.equal(new Set(names).size, names.length);
});
