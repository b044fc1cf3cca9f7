import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { beginningsOneEditAway, canBeMisspelt, deletionHashes, withinOneEdit } from './one-edit.ts';

const word = fc.stringMatching(/^[a-z]{3,12}$/);
const edited = (text: string, place: number, kind: number): string => {
  const at = place % text.length;
  const [before, here, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  if (kind === 0) return before + after;
  if (kind === 1) return `${before}q${here}${after}`;
  if (kind === 2) return `${before}q${after}`;
  return before + after.charAt(0) + here + after.slice(1);
};

describe('one edit', () => {
  it('is recognised wherever it happens', () => {
    fc.assert(
      fc.property(word, fc.nat(30), fc.nat(3), (text, place, kind) => {
        const other = edited(text, place, kind);
        assert.ok(withinOneEdit(text, other) && withinOneEdit(other, text));
      }),
    );
  });

  it('is not two edits', () => {
    for (const [left, right] of [
      ['outlander', 'outlnadre'],
      ['casa', 'cosas'],
      ['sol', 'mar'],
      ['ab', 'abcd'],
    ] as const) {
      assert.equal(withinOneEdit(left, right), false);
    }
  });

  it('leaves a shared deletion, so that a look-up finds it', () => {
    fc.assert(
      fc.property(word, fc.nat(30), fc.nat(3), (text, place, kind) => {
        const shared = new Set(deletionHashes(text));
        assert.ok(deletionHashes(edited(text, place, kind)).some((hash) => shared.has(hash)));
      }),
    );
  });

  it('is not looked for in numbers and very short words', () => {
    assert.deepEqual(['1984', 'de', 'sol'].map(canBeMisspelt), [false, false, true]);
  });

  it('is forgiven in the beginning of a word', () => {
    const away = beginningsOneEditAway('marqe');
    for (const beginning of ['marque', 'marqu', 'marq', 'maqre']) assert.ok(away.includes(beginning));
    assert.ok(!away.includes('marqe'));
  });
});
