import { DomainError } from '../../../platform/errors.ts';
import { COUNTED_MATCHES, type SearchSort } from './search-index.ts';

/** Where a page ends: by relevance, how many came before; else the last listing and what it was sorted by. */
export type Cursor =
  | { readonly sort: 'relevance'; readonly offset: number }
  | { readonly sort: Exclude<SearchSort, 'relevance'>; readonly key: number; readonly listingId: string };

export const isKeyed = (sort: SearchSort): sort is Exclude<SearchSort, 'relevance'> => sort !== 'relevance';

const SORTS: readonly string[] = ['relevance', 'price', '-price', 'newest'] satisfies SearchSort[];
const LONGEST = 200;

export function writeCursor(cursor: Cursor): string {
  const fields =
    cursor.sort === 'relevance' ? [cursor.sort, cursor.offset] : [cursor.sort, cursor.key, cursor.listingId];
  return Buffer.from(JSON.stringify(fields)).toString('base64url');
}

const invalid = (): DomainError => new DomainError('cursor.invalid', 400, 'This cursor does not belong to this list.');

function parse(text: string): unknown[] {
  try {
    const fields: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(fields) ? fields : [];
  } catch {
    return [];
  }
}

/** Reads a cursor that a list in this order gave. Errors: `cursor.invalid`. */
export function readCursor(text: string | undefined, sort: SearchSort): Cursor | null {
  if (text === undefined || text === '') return null;
  if (text.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(text)) throw invalid();
  const [kind, key, listingId, ...more] = parse(text);
  if (kind !== sort || !SORTS.includes(sort) || !Number.isSafeInteger(key) || more.length > 0) throw invalid();
  const number = key as number;
  if (!isKeyed(sort)) {
    if (number < 1 || number > COUNTED_MATCHES || listingId !== undefined) throw invalid();
    return { sort: 'relevance', offset: number };
  }
  if (typeof listingId !== 'string' || listingId.length === 0 || listingId.length > 64) throw invalid();
  return { sort, key: number, listingId };
}
