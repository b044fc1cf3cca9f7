import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from './en.ts';
import { es } from './es.ts';

type Tree = Readonly<Record<string, unknown>>;

// Proper names, examples of addresses, and words that both languages write alike.
const alike = /^(shell\.languageNames|book\.isbn|admin\.|mail\.)|^(orders|checkout)\.total$|Placeholder$/;

function texts(tree: Tree, path = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    return value !== null && typeof value === 'object'
      ? texts(value as Tree, here)
      : [[here, value] as [string, unknown]];
  });
}

test('both languages have the same keys', () => {
  const keys = (tree: Tree) =>
    texts(tree)
      .map(([key]) => key)
      .sort();
  assert.deepEqual(keys(en), keys(es));
});

test('no text is empty, and none was left in the other language', () => {
  const english = new Map(texts(en));
  for (const [key, value] of texts(es)) {
    if (typeof value !== 'string') continue;
    assert.notEqual(value.trim(), '', key);
    if (value.length > 12 && !alike.test(key)) assert.notEqual(value, english.get(key), key);
  }
});
