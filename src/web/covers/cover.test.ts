import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialOf, joinAuthors, splitTitle } from './cover.ts';

test('what follows a colon or a full stop is the subtitle', () => {
  assert.deepEqual(splitTitle('Maus: A Survivor’s Tale'), { title: 'Maus', subtitle: 'A Survivor’s Tale' });
  assert.deepEqual(splitTitle('Tokio blues. Norwegian Wood'), { title: 'Tokio blues', subtitle: 'Norwegian Wood' });
  assert.deepEqual(splitTitle('Rayuela'), { title: 'Rayuela', subtitle: '' });
  assert.equal(splitTitle('').title, '…');
});

test('the initial is the first letter or figure of the first word that is no article', () => {
  assert.equal(initialOf('El amor en los tiempos del cólera'), 'A');
  assert.equal(initialOf('¿Dónde está la franja amarilla?'), 'D');
  assert.equal(initialOf('élite'), 'É');
  assert.equal(initialOf('1984'), '1');
  assert.equal(initialOf('La'), 'L');
  assert.equal(initialOf('¿?'), '');
});

test('three authors are named, of more the first', () => {
  assert.equal(joinAuthors([]), '');
  assert.equal(joinAuthors(['A', ' ', 'B']), 'A\u00A0· B');
  assert.equal(joinAuthors(['A', 'B', 'C', 'D']), 'A et al.');
});
