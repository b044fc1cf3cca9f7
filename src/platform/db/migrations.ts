import { type Migration, Migrator } from 'kysely/migration';
import type { AnyKysely } from './any-tables.ts';
import { isMissingTable } from './errors.ts';
import type { AnyDatabase } from './index.ts';

/** A module's steps by name, in the order of their names; each can be repeated, since MySQL does not roll a schema back. */
export type Migrations = Readonly<Record<string, (db: AnyKysely) => Promise<void>>>;

/** Brings a module's tables to what this version needs; safe when many processes start together: one works, the others wait. */
export async function migrate(db: AnyDatabase, module: string, migrations: Migrations): Promise<string[]> {
  const { error, results } = await migrator(db, module, migrations).migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error });
  return (results ?? []).filter((step) => step.status === 'Success').map((step) => `${module}/${step.migrationName}`);
}

/** The steps that this version needs and the database has not. */
export async function pendingMigrations(db: AnyDatabase, module: string, migrations: Migrations): Promise<string[]> {
  const done = new Set(await namesDone(db, module));
  return Object.keys(migrations).filter((name) => !done.has(name));
}

async function namesDone(db: AnyDatabase, module: string): Promise<string[]> {
  try {
    const rows = await db.query.selectFrom(tableOf(module)).select('name').limit(1000).execute();
    return rows.map((row: { name: string }) => row.name);
  } catch (error) {
    if (isMissingTable(error)) return [];
    throw error;
  }
}

const tableOf = (module: string): string => `${module}_migrations`;

function migrator(db: AnyDatabase, module: string, migrations: Migrations): Migrator {
  const steps = Object.entries(migrations).map(([name, up]): [string, Migration] => [name, { up }]);
  return new Migrator({
    db: db.query,
    migrationTableName: tableOf(module),
    migrationLockTableName: `${tableOf(module)}_lock`,
    allowUnorderedMigrations: true,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(steps)) },
  });
}
