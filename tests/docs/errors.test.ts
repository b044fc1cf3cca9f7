import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');

/** `new DomainError('code'`, `notFound('thing')` and the codes that REST gives to what is no refusal of a module. */
function codesOfSource(): Set<string> {
  const codes = new Set<string>();
  for (const name of globSync('src/**/*.ts', { cwd: root })) {
    if (name.endsWith('.test.ts')) continue;
    const text = readFileSync(join(root, name), 'utf8');
    for (const [, code = ''] of text.matchAll(/new DomainError\(\s*'([^']+)'/g)) codes.add(code);
    for (const [, thing = ''] of text.matchAll(/\bnotFound\('([a-z_]+)'\)/g)) codes.add(`${thing}.not_found`);
    if (name.startsWith('src/api/'))
      for (const [, code = ''] of text.matchAll(/(?:code: |[?:] )'([a-z_]+\.[a-z_]+|internal)'/g)) codes.add(code);
  }
  return codes;
}

const codesOfDocument = (): string[] =>
  [...readFileSync(join(root, 'docs/errors.md'), 'utf8').matchAll(/^\| `([^`]+)`\s+\|/gm)].map(([, code = '']) => code);

test('docs/errors.md lists every code that the source has, each once and in order', () => {
  const listed = codesOfDocument();
  assert.deepEqual(listed, [...new Set(listed)].toSorted());
  const missing = [...codesOfSource()].filter((code) => !listed.includes(code) && code.includes('.'));
  assert.deepEqual(missing, []);
});

test('docs/errors.md lists no code that the source does not have', () => {
  const source = codesOfSource();
  assert.deepEqual(
    codesOfDocument().filter((code) => !source.has(code)),
    [],
  );
});
