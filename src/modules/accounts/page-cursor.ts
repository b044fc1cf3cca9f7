import { DomainError } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import type { Page } from './door.ts';

const longestPage = 100;

/** How many rows a page asks for: one more than it shows, so that it knows whether there is another page. */
export const rowsFor = (limit: number): number => pageSize(limit) + 1;

const pageSize = (limit: number): number => Math.max(1, Math.min(longestPage, Math.floor(limit) || 1));

/** The id after which a page starts. Errors: `cursor.invalid` 400. */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!isId(id) || Buffer.from(id).toString('base64url') !== cursor)
    throw new DomainError('cursor.invalid', 400, 'This cursor is not one that the shop gave.');
  return id;
}

export function pageOf<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, pageSize(limit));
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > items.length ? Buffer.from(last.id).toString('base64url') : null };
}
