import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from './repository-files.ts';

const code = repositoryFiles().filter((path) => /^(src|scripts|tests|bench|deploy)\/.*\.(ts|mjs|css)$/.test(path));
const vague = /(^|\/)(utils?|common|helpers?|services?|misc|shared)\//;

function isKebabCase(path: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(path.split('/').at(-1) ?? '');
}

test('files are named in kebab-case', () => {
  assert.ok(!isKebabCase('src/placeOrder.ts') && isKebabCase('src/place-order.test.ts'));
  assert.deepEqual(
    code.filter((path) => !isKebabCase(path)),
    [],
  );
});

test('folders name the business', () => {
  assert.match('src/utils/x.ts', vague);
  assert.deepEqual(
    code.filter((path) => vague.test(path)),
    [],
  );
});
