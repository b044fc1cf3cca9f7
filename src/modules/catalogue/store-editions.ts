import { type Kysely } from 'kysely';
import { insertIgnore, nowOf } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type GivenFacts, invalid } from './listing-input.ts';
import type { EditionRow } from './row.ts';
import type { CatalogueTables } from './tables.ts';
import { workKeyOf } from './work.ts';

type Trx = Kysely<CatalogueTables>;

const editionColumns = [
  'id',
  'work_id',
  'isbn',
  'title',
  'authors',
  'publisher',
  'year',
  'language',
  'format',
  'subjects',
] as const;
const mostOfAWork = 50;

export const findEdition = (db: Trx, id: string): Promise<EditionRow | undefined> =>
  db.selectFrom('editions').select(editionColumns).where('id', '=', id).executeTakeFirst();

export const findEditionByIsbn = (db: Trx, isbn: string): Promise<EditionRow | undefined> =>
  db.selectFrom('editions').select(editionColumns).where('isbn', '=', isbn).executeTakeFirst();

export const findEditionsByIsbn = (db: Trx, isbns: readonly string[]): Promise<EditionRow[]> =>
  isbns.length === 0
    ? Promise.resolve([])
    : db.selectFrom('editions').select(editionColumns).where('isbn', 'in', isbns).execute();

export const findEditionsById = (db: Trx, ids: readonly string[]): Promise<EditionRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.selectFrom('editions').select(editionColumns).where('id', 'in', ids).execute();

export const findEditionsOfWork = (db: Trx, workId: string): Promise<EditionRow[]> =>
  db
    .selectFrom('editions')
    .select(editionColumns)
    .where('work_id', '=', workId)
    .orderBy('id')
    .limit(mostOfAWork)
    .execute();

/** The first edition of each work. */
export async function findFirstEditions(db: Trx, workIds: readonly string[]): Promise<EditionRow[]> {
  if (workIds.length === 0) return [];
  const rows = await db
    .selectFrom('editions')
    .select(editionColumns)
    .where('work_id', 'in', workIds)
    .orderBy('id')
    .limit(mostOfAWork * workIds.length)
    .execute();
  return workIds.flatMap((id) => rows.find((row) => row.work_id === id) ?? []);
}

/** How many copies of each edition are for sale, and from which price. */
export async function countCopies(db: Trx, editionIds: readonly string[]) {
  if (editionIds.length === 0) return [];
  return db
    .selectFrom('listings')
    .select(({ fn }) => ['edition_id', fn.sum<number>('quantity').as('copies'), fn.min('price_minor').as('from_price')])
    .where('edition_id', 'in', editionIds)
    .where('state', '=', 'active')
    .where('seller_suspended', '=', 0)
    .groupBy('edition_id')
    .execute();
}

/** The edition with this ISBN as it is known; else a new one of these facts. Errors: `listing.invalid` 422 where a new one has no title. */
export async function findOrCreateEdition(trx: Trx, facts: GivenFacts): Promise<EditionRow> {
  const known = facts.isbn === undefined ? undefined : await findEditionByIsbn(trx, facts.isbn);
  return known ?? createEdition(trx, facts);
}

async function createEdition(trx: Trx, facts: GivenFacts): Promise<EditionRow> {
  const row = editionRow(facts);
  const key = workKeyOf(row.title, facts.authors ?? []);
  const works = await findOrCreateWorks(trx, [key]);
  const edition = { ...row, work_id: works.get(key) ?? '' };
  await insertEditions(trx, [edition]);
  return facts.isbn === undefined ? edition : ((await findEditionByIsbn(trx, facts.isbn)) ?? edition);
}

/** A row of these facts that lacks its work. */
export function editionRow(facts: GivenFacts): EditionRow {
  if (facts.title === undefined) throw invalid('title', 'A book that the shop doesn’t know needs a title.');
  return {
    id: newId(),
    work_id: '',
    isbn: facts.isbn ?? null,
    title: facts.title,
    authors: JSON.stringify(facts.authors ?? []),
    publisher: facts.publisher ?? null,
    year: facts.year ?? null,
    language: facts.language ?? null,
    format: facts.format ?? null,
    subjects: JSON.stringify(facts.subjects ?? []),
  };
}

/** An edition whose ISBN somebody else inserts at the same moment is left to them. */
export async function insertEditions(trx: Trx, editions: readonly EditionRow[]): Promise<void> {
  const now = nowOf(trx);
  await insertIgnore(
    trx,
    'editions',
    editions.map((edition) => ({ ...edition, created_at: now, updated_at: now })),
  );
}

/** The ids of works by their keys. */
export async function findOrCreateWorks(trx: Trx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const known = await findWorks(trx, keys);
  const missing = [...new Set(keys)].filter((key) => !known.has(key)).toSorted();
  if (missing.length === 0) return known;
  await insertIgnore(
    trx,
    'works',
    missing.map((work_key) => ({ id: newId(), work_key, created_at: nowOf(trx) })),
  );
  return new Map([...known, ...(await findWorks(trx, missing))]);
}

async function findWorks(trx: Trx, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('works').select(['id', 'work_key']).where('work_key', 'in', keys).execute();
  return new Map(rows.map((row) => [row.work_key, row.id]));
}

/** Gives an edition other facts, and the work that belongs to them. */
export async function changeEdition(trx: Trx, edition: EditionRow, facts: GivenFacts): Promise<EditionRow> {
  const changed: EditionRow = { ...edition, ...changedColumns(facts) };
  const key = workKeyOf(changed.title, JSON.parse(changed.authors) as string[]);
  const works = await findOrCreateWorks(trx, [key]);
  const row = { ...changed, work_id: works.get(key) ?? edition.work_id };
  const { id, ...columns } = row;
  await trx
    .updateTable('editions')
    .set({ ...columns, updated_at: nowOf(trx) })
    .where('id', '=', id)
    .execute();
  return row;
}

function changedColumns(facts: GivenFacts): Partial<EditionRow> {
  const { authors, subjects, ...plain } = facts;
  return {
    ...plain,
    ...(authors === undefined ? {} : { authors: JSON.stringify(authors) }),
    ...(subjects === undefined ? {} : { subjects: JSON.stringify(subjects) }),
  };
}

export async function deleteEdition(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('editions').where('id', '=', id).execute();
}
