import { sql } from 'kysely';
import type { AnyKysely } from './any-tables.ts';
import { isMysql } from './differences.ts';

/** `id` a ULID · `key` ASCII of at most 190 · `text:N` at most N characters · `long` text without a bound of the database · `integer` 64 bits · `boolean` 0/1 · `hash` hexadecimal SHA-256. */
export type ColumnKind = 'id' | 'key' | `text:${number}` | 'long' | 'integer' | 'boolean' | 'hash';

/** Columns are `not null` unless their kind ends in `?`; ` = VALUE` gives a default. */
export interface TableDefinition {
  columns: Readonly<Record<string, ColumnKind | `${ColumnKind}?` | `${ColumnKind} = ${number}`>>;
  primaryKey: readonly string[];
  unique?: Readonly<Record<string, readonly string[]>>;
  indexes?: Readonly<Record<string, readonly string[]>>;
  checks?: Readonly<Record<string, string>>;
  /** name → [columns, table(columns)] */
  foreignKeys?: Readonly<Record<string, readonly [readonly string[], string]>>;
}

/** Creates a table with its keys and checks, where it is not there yet: one definition for both databases. */
export async function createTable(db: AnyKysely, name: string, definition: TableDefinition): Promise<void> {
  const mysql = isMysql(db);
  const quoted = (columns: readonly string[]): string =>
    columns.map((column) => (mysql ? `\`${column}\`` : `"${column}"`)).join(', ');
  const parts = [
    ...Object.entries(definition.columns).map(([column, kind]) => `${quoted([column])} ${columnType(kind, mysql)}`),
    `primary key (${quoted(definition.primaryKey)})`,
    ...named(definition.unique, (key, columns) => `constraint ${key} unique (${quoted(columns)})`),
    ...named(definition.checks, (key, rule) => `constraint ${key} check (${rule})`),
    ...named(
      definition.foreignKeys,
      (key, [columns, target]) => `constraint ${key} foreign key (${quoted(columns)}) references ${target}`,
    ),
    ...(mysql ? named(definition.indexes, (key, columns) => `index ${key} (${quoted(columns)})`) : []),
  ];
  const end = mysql ? 'engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin' : 'strict';
  await sql.raw(`create table if not exists ${name} (${parts.join(', ')}) ${end}`).execute(db);
  if (mysql) return;
  for (const [key, columns] of Object.entries(definition.indexes ?? {}))
    await sql.raw(`create index if not exists ${key} on ${name} (${quoted(columns)})`).execute(db);
}

/** Adds a column that may be empty, where it is not there yet, so that the release before can go on writing without it. */
export async function addColumn(db: AnyKysely, table: string, column: string, kind: `${ColumnKind}?`): Promise<void> {
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column);
  if (known !== true)
    await sql.raw(`alter table ${table} add column ${column} ${columnType(kind, isMysql(db))}`).execute(db);
}

function named<T>(
  entries: Readonly<Record<string, T>> | undefined,
  write: (key: string, value: T) => string,
): string[] {
  return Object.entries(entries ?? {}).map(([key, value]) => write(key, value));
}

function columnType(kind: string, mysql: boolean): string {
  const [type = '', fallback] = kind.split(' = ');
  const optional = type.endsWith('?');
  const base = optional ? type.slice(0, -1) : type;
  return `${mysql ? mysqlType(base) : sqliteType(base)}${optional ? '' : ' not null'}${fallback === undefined ? '' : ` default ${fallback}`}`;
}

const sqliteType = (base: string): string => (base === 'integer' || base === 'boolean' ? 'integer' : 'text');

function mysqlType(base: string): string {
  if (base.startsWith('text:')) return `varchar(${base.slice('text:'.length)})`;
  const types: Record<string, string> = {
    id: 'char(26) character set ascii collate ascii_bin',
    key: 'varchar(190) character set ascii collate ascii_bin',
    hash: 'char(64) character set ascii collate ascii_bin',
    long: 'mediumtext',
    integer: 'bigint',
    boolean: 'tinyint',
  };
  const type = types[base];
  if (!type) throw new Error(`No such kind of column: ${base}`);
  return type;
}
