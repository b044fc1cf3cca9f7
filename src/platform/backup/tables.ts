import { sql } from 'kysely';
import type { AnyKysely } from '../db/any-tables.ts';
import { isMysql } from '../db/differences.ts';

export interface TableShape {
  name: string;
  columns: string[];
  primaryKey: string[];
}

/** Every table of the shop with its columns and primary key, in the order of their names. */
export async function listTables(db: AnyKysely): Promise<TableShape[]> {
  const rows = isMysql(db) ? await mysqlColumns(db) : await sqliteColumns(db);
  return [...Map.groupBy(rows, (row) => row.table)].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => column.name),
    primaryKey: columns
      .filter((column) => column.key > 0)
      .toSorted((a, b) => a.key - b.key)
      .map((column) => column.name),
  }));
}

/** Whether any table holds anything, migrations apart. */
export async function hasRows(db: AnyKysely): Promise<boolean> {
  const tables = (await listTables(db)).filter(({ name }) => !isMigrationTable(name));
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}

/** The schema is this version's own; what the backup's version had done is of no use. */
export const isMigrationTable = (name: string): boolean =>
  name.endsWith('_migrations') || name.endsWith('_migrations_lock');

interface ColumnRow {
  table: string;
  name: string;
  key: number;
}

async function sqliteColumns(db: AnyKysely): Promise<ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`
    select m.name as "table", c.name as name, c.pk as "key" from sqlite_master m join pragma_table_info(m.name) c
    where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid`.execute(db);
  return rows;
}

async function mysqlColumns(db: AnyKysely): Promise<ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`
    select c.table_name as \`table\`, c.column_name as name, coalesce(k.ordinal_position, 0) as \`key\`
    from information_schema.columns c
    left join information_schema.key_column_usage k
      on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name and k.constraint_name = 'PRIMARY'
    where c.table_schema = database() order by c.table_name, c.ordinal_position`.execute(db);
  return rows;
}
