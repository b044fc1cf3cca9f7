import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitText } from './fit-text.ts';
import { measureText } from './measure-text.ts';

const room = { width: 250, height: 120, size: 40 };

test('a short title takes the largest size, on one line', () => {
  assert.deepEqual(fitText('Momo', room).lines, ['Momo']);
  assert.equal(fitText('Momo', room).size, 40);
});

test('no line ends in an article where that can be helped', () => {
  const { lines } = fitText('El amor en los tiempos del cólera', room);
  for (const line of lines.slice(0, -1)) assert.doesNotMatch(line, / (?:en|los|del)$/);
});

test('a hyphenated title may be broken after its hyphen, and no letter gets lost', () => {
  const { lines } = fitText('Slaughterhouse-Five', { ...room, width: 190, least: 24 });
  assert.deepEqual(lines, ['Slaughterhouse-', 'Five']);
});

test('every line fits, at any width, and what was left out is marked', () => {
  const text = 'Electroencefalografista y otras palabras que no caben de ninguna manera en una sola línea';
  for (let width = 80; width < 300; width += 10) {
    const { lines, size, wasCut } = fitText(text, { ...room, width, height: 60 });
    for (const line of lines) assert.ok(measureText(line, size) <= width, `${line} in ${width}`);
    if (!wasCut) assert.equal(lines.join(' '), text);
    const isWhole = lines.join('').replaceAll(' ', '') === text.replaceAll(' ', '');
    assert.equal(isWhole, !lines.at(-1)?.endsWith('…'));
  }
});

test('a title of nothing but one long word is split rather than let out of its room', () => {
  const { lines, wasCut } = fitText('a'.repeat(90), { ...room, width: 200 });
  assert.ok(wasCut && lines.length > 1);
});
