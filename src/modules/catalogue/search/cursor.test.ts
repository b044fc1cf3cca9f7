import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isDomainError } from '../../../platform/errors.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { SearchSort } from './search-index.ts';

const isInvalid = (error: unknown): boolean =>
  isDomainError(error) && error.code === 'cursor.invalid' && error.status === 400;

describe('a cursor', () => {
  it('reads as it was written', () => {
    const keyed = { sort: '-price', key: 2_500_000, listingId: '01JLXYZ' } as const;
    assert.deepEqual(readCursor(writeCursor(keyed), '-price'), keyed);
    const ranked = { sort: 'relevance', offset: 48 } as const;
    assert.deepEqual(readCursor(writeCursor(ranked), 'relevance'), ranked);
    assert.equal(readCursor(undefined, 'price'), null);
  });

  it('of another order, or out of bounds, is refused', () => {
    assert.throws(() => readCursor(writeCursor({ sort: 'relevance', offset: 24 }), 'price'), isInvalid);
    assert.throws(() => readCursor(writeCursor({ sort: 'price', key: 1, listingId: 'a' }), 'newest'), isInvalid);
    assert.throws(() => readCursor(writeCursor({ sort: 'relevance', offset: 100_000 }), 'relevance'), isInvalid);
    assert.throws(() => readCursor(writeCursor({ sort: 'price', key: 0.5, listingId: 'a' }), 'price'), isInvalid);
  });

  it('that was made up is refused', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 300 }),
      fc.base64String({ minLength: 4, maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<SearchSort>('relevance', 'price', '-price', 'newest'), (made, sort) =>
        assert.throws(() => readCursor(made, sort), isInvalid),
      ),
    );
  });
});
