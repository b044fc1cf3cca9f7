import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { root } from './repository-files.ts';

const eslint = new ESLint({ cwd: root });

/** The rules that refuse this source, as if it stood in that file (which must exist, for its types). */
async function refusals(file: string, source: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(source, { filePath: file });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const longFunction = `export function f(): void {\n${'  console.warn(1);\n'.repeat(41)}}\n`;

const planted: readonly { title: string; rule: string; source: string }[] = [
  {
    title: 'unescaped markup',
    rule: 'no-restricted-imports',
    source: "import { raw } from 'hono/html';\nexport const x = raw('<b>');\n",
  },
  {
    title: 'an inline style',
    rule: 'no-restricted-syntax',
    source: 'import { html } from \'./html.ts\';\nexport const x = html`<p style="color: red">a</p>`;\n',
  },
  {
    title: 'the environment read elsewhere',
    rule: 'no-restricted-syntax',
    source: 'export const x = process.env.PORT;\n',
  },
  { title: 'a default export', rule: 'no-restricted-exports', source: 'const x = 1;\nexport default x;\n' },
  { title: 'a long function', rule: 'max-lines-per-function', source: longFunction },
  { title: 'a long file', rule: 'max-lines', source: 'export {};\n'.repeat(301) },
  {
    title: 'a forgotten promise',
    rule: '@typescript-eslint/no-floating-promises',
    source: 'export function f(): void {\n  Promise.resolve(1);\n}\n',
  },
  {
    title: 'any',
    rule: '@typescript-eslint/no-explicit-any',
    source: 'export const x = (y: any): unknown => y as unknown;\n',
  },
];

for (const { title, rule, source } of planted) {
  test(`lint refuses ${title}`, async () => {
    assert.ok((await refusals('src/web/layout.ts', source)).includes(rule));
  });
}

test('lint lets the one file that escapes use what does not', async () => {
  const source = "import { raw } from 'hono/html';\nexport const x = raw('<b>');\n";
  assert.deepEqual(await refusals('src/web/html.ts', source), []);
});
