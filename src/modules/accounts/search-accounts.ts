import { toAccount } from './account.ts';
import type { Account, Accounts, Page } from './door.ts';
import { fold } from './fold.ts';
import { pageOf, readCursor, rowsFor } from './page-cursor.ts';
import type { Room } from './room.ts';
import { searchRows } from './store.ts';

const longestPrefix = 200;

/** Accounts whose address, or any word of whose name, starts with `q`; the newest first. Errors: `cursor.invalid` 400. */
export async function searchAccounts(
  room: Room,
  input: Parameters<Accounts['searchAccounts']>[0],
): Promise<Page<Account>> {
  const prefix = fold(input.q ?? '').slice(0, longestPrefix);
  const rows = await searchRows(room.db.query, {
    prefix,
    before: readCursor(input.cursor),
    rows: rowsFor(input.limit),
  });
  return pageOf(rows.map(toAccount), input.limit);
}
