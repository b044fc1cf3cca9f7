import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findIsbn, isbnsNear, normalIsbn } from './isbn.ts';

const ISBN = '9780440242949';

describe('an ISBN in what was typed', () => {
  for (const typed of [
    '9780440242949',
    '978-0-440-24294-9',
    '978 0 440 24294 9',
    '978–0–440–24294–9',
    'ISBN 978-0-440-24294-9',
    'isbn-13: 978-0440242949',
    'ISBN:0440242940',
    'ISBN-10 0-440-24294-0',
    '440242940',
    'outlander 0440242940 gabaldon',
    '9780440242949 outlander 1991',
  ])
    it(`is found in "${typed}"`, () => assert.equal(findIsbn(typed), ISBN));

  it('may end in a small x', () => {
    assert.equal(findIsbn('067103443x'), '9780671034436');
    assert.equal(findIsbn('0-671-03443-x'), '9780671034436');
    assert.equal(findIsbn('67103443x'), '9780671034436');
  });

  it('may have lost several zeros where it stands alone', () => {
    assert.equal(findIsbn('6482643'), '9780006482642');
    assert.equal(findIsbn('2010- 2011'), null);
  });

  it('is not seen in years, other numbers, or a wrong check digit', () => {
    for (const typed of ['1984', '2001 a space odyssey', '9780440242940', '0000000000', '20000 leguas', '']) {
      assert.equal(findIsbn(typed), null);
    }
  });

  it('answers any text in bounded time with a valid ISBN or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const isbn = findIsbn(text);
        assert.ok(isbn === null || /^97[89]\d{10}$/.test(isbn));
      }),
    );
    assert.equal(findIsbn('13 '.repeat(5000)), null);
  });
});

describe('a mistyped ISBN', () => {
  it('is near the right one, by one digit or by neighbours that changed places', () => {
    assert.ok(isbnsNear('9780440242948').includes(ISBN));
    assert.ok(isbnsNear('978-0-440-24249-9').includes(ISBN));
    assert.ok(isbnsNear('0440242941').includes(ISBN));
    assert.deepEqual(isbnsNear('outlander'), []);
  });

  it('reads ten digits and thirteen as one', () => {
    assert.equal(normalIsbn('0-440-24294-0'), ISBN);
    assert.equal(normalIsbn('no isbn'), null);
  });
});
