import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMoneyMinor } from './read-money.ts';

test('an amount is read as people write it', () => {
  for (const text of [
    '25000',
    '25.000',
    '$ 25.000',
    '25,000',
    '25.000,00',
    '25,000.00',
    ' 25 000 ',
    'COP 25.000',
    '$25000.',
  ])
    assert.equal(readMoneyMinor(text, 'COP'), 2_500_000, text);
  assert.equal(readMoneyMinor('25.000,5', 'COP'), 2_500_050);
  assert.equal(readMoneyMinor('1.250.000', 'COP'), 125_000_000);
  assert.equal(readMoneyMinor('1.500', 'JPY'), 1500);
  assert.equal(readMoneyMinor('0', 'COP'), 0);
});

test('what is no amount is not guessed at', () => {
  for (const text of [
    '',
    ' ',
    'barato',
    '-5',
    '1e9',
    '25.00.00',
    '2.50.000',
    '25..000',
    '.',
    '$',
    '9'.repeat(31),
    '99999999999999',
    '12.34.5',
    '٣',
  ])
    assert.equal(readMoneyMinor(text, 'COP'), undefined, text);
  assert.equal(readMoneyMinor('10.5', 'JPY'), undefined);
});
