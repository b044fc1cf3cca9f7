import { type Command, Failure } from './command.ts';
import { withShop } from './with-shop.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'DIR',
  does: 'Puts a backup into an empty shop, on the same database or the other one.',
  takes: { least: 1, most: 1 },
  run: ({ positionals: [folder = ''] }) =>
    withShop(async ({ db, config, doors }) => {
      const { restore } = await import('../platform/backup/restore.ts');
      const { accounts } = await doors.accounts.countAccounts();
      if (accounts > 0) throw new Failure('this shop is not empty; restore into a new database');
      const { takenAt, tables } = await restore(db, config.uploadFolder, folder);
      const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
      process.stdout.write(`${String(rows)} rows restored, as of ${takenAt}\n`);
    }),
};
