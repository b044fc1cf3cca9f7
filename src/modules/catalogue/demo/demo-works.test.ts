import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'isbn3';
import { demoWorks } from './demo-works.ts';
import { readWorks } from './read-works.ts';

const isbns = demoWorks.flatMap(({ isbn }) => (isbn === null ? [] : [isbn]));
const workOf = (work: { title: string; authors: readonly string[] }) =>
  `${work.title}\n${work.authors[0]}`.toLowerCase();

test('every ISBN of the demonstration is a valid ISBN-13 without hyphens', () => {
  for (const isbn of isbns) assert.equal(parse(isbn)?.isbn13, isbn, `${isbn} is no ISBN-13`);
});

test('no two editions share an ISBN, and only some old ones have none', () => {
  assert.equal(new Set(isbns).size, isbns.length);
  const without = demoWorks.filter(({ isbn }) => isbn === null);
  assert.ok(without.length >= 3 && without.length <= 20, `${without.length} without ISBN`);
  for (const work of without) assert.ok(work.year < 1980, work.title);
});

test('there are more than 150 works, mostly in Spanish, some in several editions', () => {
  const works = new Set(demoWorks.map(workOf));
  assert.ok(works.size >= 170, `${works.size} works`);
  assert.ok(demoWorks.length > works.size);
  assert.ok(demoWorks.filter(({ language }) => language === 'es').length >= 110);
  assert.ok(demoWorks.filter(({ language }) => language === 'en').length >= 60);
});

test('every edition has an author, a believable year and a shelf', () => {
  for (const work of demoWorks) {
    assert.ok(work.authors.length > 0, work.title);
    assert.ok(work.year >= 1940 && work.year <= 2024, work.title);
    assert.ok(work.subjects.length > 0, work.title);
  }
});

test('a table line on an unknown shelf or without publisher is refused', () => {
  assert.throws(() => readWorks('es', 'María | Jorge Isaacs | 1986 | Cátedra | p | cocina,ovnis | - |'), /ovnis/);
  assert.throws(() => readWorks('es', 'María | Jorge Isaacs | 1986'), /incomplete/);
});
