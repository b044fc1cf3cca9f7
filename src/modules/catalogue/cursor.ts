import { DomainError } from '../../platform/errors.ts';

/** A cursor is the sort key of the last row of a page and that row's id: the next page begins after it. */
export type CursorKey = readonly [number | string, string];

export const writeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor that `writeCursor` wrote. Errors: `cursor.invalid` 400. */
export function readCursor<Kind extends 'number' | 'string'>(
  cursor: string | undefined,
  kind: Kind,
): readonly [Kind extends 'number' ? number : string, string] | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor);
  if (!Array.isArray(key) || key.length !== 2 || !isKey(key[0], kind) || typeof key[1] !== 'string')
    throw invalidCursor();
  return key as never;
}

const isKey = (value: unknown, kind: 'number' | 'string'): boolean =>
  kind === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && value.length <= 500;

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor.slice(0, 2000), 'base64url').toString());
  } catch {
    throw invalidCursor();
  }
}

export const invalidCursor = (): DomainError =>
  new DomainError('cursor.invalid', 400, 'This cursor is not one that the shop gave.');

/** Cuts rows fetched with one more than `limit` to a page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey,
  itemOf: (row: Row) => Item,
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null,
  };
}

export const boundedLimit = (limit: number): number => Math.min(100, Math.max(1, Math.trunc(limit) || 1));
