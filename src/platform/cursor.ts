import { DomainError } from './errors.ts';
import { isId } from './ids.ts';

/** A place in a list ordered by id: the last id shown, as an opaque text. */
export const idCursor = (id: string): string => Buffer.from(id).toString('base64url');

/** Errors: `cursor.invalid` 400. */
export function readIdCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!isId(id)) throw new DomainError('cursor.invalid', 400, 'The cursor is not one of ours.');
  return id;
}

/** One page of a list from which one item more than `limit` was read. */
export function pageOf<T>(
  items: readonly T[],
  limit: number,
  cursorOf: (item: T) => string,
): { items: T[]; nextCursor: string | null } {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, nextCursor: items.length > limit && last !== undefined ? cursorOf(last) : null };
}
