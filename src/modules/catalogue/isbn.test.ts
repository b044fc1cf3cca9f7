import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isDomainError } from '../../platform/errors.ts';
import { findIsbn, readIsbn } from './isbn.ts';

const edgeCases = new URL('../../../../shared/data/hostile/text/isbn_edge.tsv', import.meta.url);
const catalogues = new URL('../../../../shared/data/catalogue/', import.meta.url);
const noData = existsSync(edgeCases) ? false : 'needs ../shared/data';

test('an ISBN is read in any spelling', () => {
  for (const typed of [
    '9780307474728',
    'ISBN 0-307-47472-0',
    '978–0–307–47472–8',
    '307474720',
    '="9780307474728"',
    '９７８０３０７４７４７２８',
  ])
    assert.equal(readIsbn(typed), '9780307474728', typed);
});

test('what says that there is none is none, and what is no ISBN is refused', () => {
  for (const typed of ['', '  ', 'N/A', 'sin ISBN', '-']) assert.equal(readIsbn(typed), null, typed);
  for (const typed of [
    '9780307474729',
    '0000000000',
    '123456789X',
    '9.78031E+12',
    '9790000000000',
    'hola',
    '1'.repeat(1000),
  ])
    assert.throws(
      () => readIsbn(typed),
      (error) => isDomainError(error) && error.code === 'isbn.invalid' && error.status === 422,
      typed,
    );
});

test('the edge cases of the shared data', { skip: noData }, () => {
  for (const line of readFileSync(edgeCases, 'utf8').trim().split('\n').slice(1)) {
    const [json = '', expected] = line.split('\t');
    const typed = JSON.parse(json) as string;
    const read = findIsbn(typed) ?? 'reject or none';
    if (expected === 'policy') continue;
    assert.equal(read, expected === 'reject' || expected === 'none' ? 'reject or none' : expected, typed);
  }
});

test('every ISBN of the catalogues is read as itself', { skip: noData }, () => {
  for (const name of ['books_en.tsv', 'books_es.tsv', 'books_other_languages.tsv'])
    for (const line of readFileSync(new URL(name, catalogues), 'utf8').trim().split('\n').slice(1)) {
      const isbn = line.split('\t')[0] ?? '';
      assert.equal(findIsbn(isbn), isbn);
    }
});
