import type { Shop } from '../compose.ts';
import { photosOf } from './backup.ts';
import { type Command, Failure } from './command.ts';
import { withShop } from './with-shop.ts';

/** A shop has a few rows of its own from the first migration on; a service without accounts has none. */
async function isEmpty({ db, doors, local }: Shop): Promise<boolean> {
  if (local.has('accounts')) return (await doors.accounts.countAccounts()).accounts === 0;
  const { hasRows } = await import('../platform/backup/tables.ts');
  return !(await hasRows(db.query));
}

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'DIR',
  does: 'Puts a backup into an empty shop, on the same database or the other one.',
  takes: { least: 1, most: 1 },
  run: ({ positionals: [folder = ''] }) =>
    withShop(async (shop) => {
      const { db } = shop;
      const { restore } = await import('../platform/backup/restore.ts');
      if (!(await isEmpty(shop))) throw new Failure('this shop is not empty; restore into a new database');
      const { takenAt, tables } = await restore(db, photosOf(shop), folder);
      const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
      process.stdout.write(`${String(rows)} rows restored, as of ${takenAt}\n`);
    }),
};
