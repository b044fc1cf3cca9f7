import { CompiledQuery } from 'kysely';
import type { AnyDatabase } from '../../src/platform/db/index.ts';

/** As many as the largest page has; so many rows are sorted in no time. */
const page = 100;

/** What of a query would grow with the shop: full scans of large tables, and sorts of more than a page. As the database itself explains it. */
export async function weaknesses(db: AnyDatabase, large: ReadonlySet<string>, query: CompiledQuery): Promise<string[]> {
  if (!/^\s*(select|with)\b/i.test(query.sql)) return [];
  return db.kind === 'mysql' ? mysqlWeaknesses(db, large, query) : sqliteWeaknesses(db, large, query);
}

async function sqliteWeaknesses(db: AnyDatabase, large: ReadonlySet<string>, query: CompiledQuery): Promise<string[]> {
  const explained = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
  const { rows } = await db.query.executeQuery<{ detail: string }>(explained);
  const names = namesOf(query.sql);
  const scans = rows.filter(({ detail }) => {
    const [, table = '', using] = /^SCAN (\S+)( USING .*INDEX)?/.exec(detail) ?? [];
    // In the order of an index, a limit ends it.
    return large.has(names.get(table) ?? table) && !(using && isLimited(query));
  });
  const sorts = rows.filter(({ detail }) => detail.includes('TEMP B-TREE FOR ORDER'));
  const sorted = sorts.length > 0 && (await countWithoutLimit(db, query)) > page ? sorts : [];
  return [...scans, ...sorted].map(({ detail }) => detail);
}

/** MySQL's tree names each step with the rows that it expects: `-> Table scan on l (cost=1 rows=2500)`. */
async function mysqlWeaknesses(db: AnyDatabase, large: ReadonlySet<string>, query: CompiledQuery): Promise<string[]> {
  const explained = CompiledQuery.raw(`explain format=tree ${query.sql}`, [...query.parameters]);
  const { rows } = await db.query.executeQuery<{ EXPLAIN: string }>(explained);
  const steps = (rows[0]?.EXPLAIN ?? '').split('\n');
  const names = namesOf(query.sql);
  const scans = steps.filter((step) => {
    const [, kind, table = ''] = /-> (Table|Index|Covering index) scan on (\w+)/.exec(step) ?? [];
    return large.has(names.get(table) ?? table) && !(kind !== 'Table' && isLimited(query));
  });
  const sorts = steps.filter((step) => step.includes('-> Sort'));
  const sorted = sorts.length > 0 && (await countWithoutLimit(db, query)) > page ? sorts : [];
  return [...scans, ...sorted].map((step) => step.trim());
}

const isLimited = ({ sql }: CompiledQuery): boolean => /\blimit\b/i.test(sql);

/** What `from "listings" as "l"` calls its tables. */
function namesOf(text: string): Map<string, string> {
  const found = text.matchAll(/\b(?:from|join)\s+[`"]?(\w+)[`"]?(?:\s+as)?\s+[`"]?(\w+)[`"]?/gi);
  return new Map(Array.from(found, ([, table = '', alias = '']) => [alias, table]));
}

/** How many rows would be sorted if the query had no limit of its own. */
async function countWithoutLimit(db: AnyDatabase, query: CompiledQuery): Promise<number> {
  const limit = / limit \+?\?( offset \+?\?)?\s*$/i.exec(query.sql);
  const parameters = limit ? query.parameters.slice(0, limit[1] ? -2 : -1) : [...query.parameters];
  const all = CompiledQuery.raw(limit ? query.sql.slice(0, limit.index) : query.sql, [...parameters]);
  return (await db.query.executeQuery(all)).rows.length;
}
