import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles, textOf } from './repository-files.ts';

/** Each with a text that it must find, put together here so that this file does not hold it. */
const forbidden: readonly { what: string; pattern: RegExp; planted: string; except?: RegExp }[] = [
  {
    what: "a developer's own path",
    pattern: /(?<![\w.~-])\/(work\/(main|shared|\.)|home\/(?!node\b|app\b)\w+\/)/,
    planted: ['see ', 'work', 'main/x'].join('/'),
  },
  {
    what: "an administrator's home",
    pattern: /(?<![\w.~-])\/root\//,
    planted: ['in ', 'root', '.cache'].join('/'),
    except: /(^|\/)Dockerfile$/, // Inside an image, that home is the image's own.
  },
  {
    what: 'a private key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\n[A-Za-z0-9+/=]{20}/,
    planted: ['-----BEGIN', 'PRIVATE', `KEY-----\n${'M'.repeat(64)}`].join(' '),
  },
  { what: 'a cloud key', pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/, planted: ['AKIA', 'Q'.repeat(16)].join('') },
  {
    what: 'a token of a forge',
    pattern: /\b(gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{20,})\b/,
    planted: ['ghp_', 'a'.repeat(36)].join(''),
  },
  {
    what: 'a token of a registry',
    pattern: /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*\S/,
    planted: ['npm_', 'a'.repeat(36)].join(''),
  },
  {
    what: 'a key of a payment gateway',
    pattern: /\b[sr]k_live_[A-Za-z0-9]{16,}\b/,
    planted: ['sk_', 'live_', 'a'.repeat(24)].join(''),
  },
  {
    what: "a registry's host",
    pattern: /registry\.(npmjs|yarnpkg)\.(org|com)/,
    planted: ['registry', 'npmjs', 'org'].join('.'),
  },
];

const texts = repositoryFiles().flatMap((path) => {
  const text = textOf(path);
  return text === undefined ? [] : [{ path, text }];
});

for (const { what, pattern, planted, except } of forbidden) {
  test(`no file holds ${what}`, () => {
    assert.match(planted, pattern, 'the pattern finds what it is for');
    assert.deepEqual(
      texts.filter(({ path, text }) => !except?.test(path) && pattern.test(text)).map(({ path }) => path),
      [],
    );
  });
}
