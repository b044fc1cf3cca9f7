import type { Command } from './command.ts';
import { withShop } from './with-shop.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'DIR',
  does: 'Writes the database, as of one moment, and the photos into a new folder, with checksums.',
  takes: { least: 1, most: 1 },
  run: ({ positionals: [folder = ''] }) =>
    withShop(async ({ db, config }) => {
      const { backUp } = await import('../platform/backup/back-up.ts');
      const { tables, files } = await backUp(db, config.uploadFolder, folder);
      const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
      process.stdout.write(
        `${String(rows)} rows of ${String(Object.keys(tables).length)} tables, ${String(Object.keys(files).length)} files in ${folder}\n`,
      );
    }),
};
