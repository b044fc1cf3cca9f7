import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chunksOf, foldText, joinedForms, mainTitle, wordsOf } from './fold-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('folding text', () => {
  it('forgets case, accents and ligatures', () => {
    assert.equal(foldText('Cien AÑOS de Soledad'), 'cien anos de soledad');
    assert.equal(foldText('Straße Œuvre Æsop Łódź ﬁn'), 'strasse oeuvre aesop lodz fin');
  });

  it('is stable: folding twice changes nothing', () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(foldText(foldText(text)), foldText(text))));
  });

  it('reads composed and decomposed letters alike', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zñáéíóúüçàèò ]{0,30}$/), (text) => {
        assert.deepEqual(wordsOf(text.normalize('NFD')), wordsOf(text.normalize('NFC')));
        assert.deepEqual(wordsOf(text.toUpperCase()), wordsOf(text));
      }),
    );
  });
});

describe('words of a text', () => {
  it('holds letters and digits only, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of wordsOf(text)) assert.match(word, /^[\p{L}\p{N}]{1,40}$/u);
      }),
    );
  });

  it('does not depend on the punctuation around a word', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        fc.constantFrom(' ', '  ', ', ', '. ', ' "', '\0', ' (', ' ¿'),
        (words, gap) => assert.deepEqual(wordsOf(words.join(gap)), words),
      ),
    );
  });

  it('drops leading zeros but keeps a lone zero', () => {
    assert.deepEqual(wordsOf('Vol. 07, 0, 000, 100'), ['vol', '7', '0', '0', '100']);
  });

  it('parts at apostrophes of every kind, and knows the joined form', () => {
    assert.deepEqual(chunksOf('Moloka’i'), [{ words: ['moloka', 'i'], joined: 'molokai' }]);
    assert.deepEqual(joinedForms(chunksOf("L'Étranger by J. K. Rowling")), ['letranger', 'jk']);
    assert.deepEqual(joinedForms(chunksOf('e.b. white')), ['eb']);
  });

  it('cuts scripts without spaces into characters', () => {
    assert.deepEqual(wordsOf('富江 Tomie'), ['富', '江', 'tomie']);
  });
});

describe('the main title', () => {
  it('ends before series, subtitle and remark', () => {
    assert.equal(mainTitle('Outlander (Outlander #1)'), 'Outlander');
    assert.equal(mainTitle('Frankenstein; or, the Modern Prometheus'), 'Frankenstein');
    assert.equal(mainTitle('Chacota. La república'), 'Chacota');
    assert.equal(mainTitle('Mr. Norris Changes Trains'), 'Mr. Norris Changes Trains');
  });

  it('is a beginning of the title, never empty for a title', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (title) => {
        const main = mainTitle(title);
        assert.ok(title.startsWith(main) && main.length > 0);
      }),
    );
  });
});
