import type { Shop } from '../compose.ts';
import type { Command } from './command.ts';
import { withShop } from './with-shop.ts';

/** Photos are the catalogue's, wherever it runs. */
export const photosOf = ({ config, local }: Shop): string | undefined =>
  local.has('catalogue') ? config.uploadFolder : undefined;

export const backupCommand: Command = {
  name: 'backup',
  usage: 'DIR',
  does: 'Writes the database, as of one moment, and the photos into a new folder, with checksums.',
  takes: { least: 1, most: 1 },
  run: ({ positionals: [folder = ''] }) =>
    withShop(async (shop) => {
      const { backUp } = await import('../platform/backup/back-up.ts');
      const { tables, files } = await backUp(shop.db, photosOf(shop), folder);
      const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
      process.stdout.write(
        `${String(rows)} rows of ${String(Object.keys(tables).length)} tables, ${String(Object.keys(files).length)} files in ${folder}\n`,
      );
    }),
};
