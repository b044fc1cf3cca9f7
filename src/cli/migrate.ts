import { readConfig } from '../platform/config/index.ts';
import { type AnyDatabase, openDatabase } from '../platform/db/index.ts';
import type { Command } from './command.ts';

/** Once per release; ten at the same time do it once. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  does: 'Brings the database to the schema that this version needs.',
  run: async () => {
    const { migrateAll } = await import('../compose.ts');
    const { placementOf } = await import('../placement.ts');
    const config = readConfig();
    const db = openDatabase(config.database) as AnyDatabase;
    try {
      const done = await migrateAll(db, placementOf(config).local);
      process.stdout.write(
        done.length === 0 ? 'The schema is up to date.\n' : `${done.map((step) => `done ${step}`).join('\n')}\n`,
      );
    } finally {
      await db.close();
    }
  },
};
