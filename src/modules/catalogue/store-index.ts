import { type Kysely, sql } from 'kysely';
import { readList } from './row.ts';
import type { SearchDocument } from './search/search-index.ts';
import { readBy } from './store-hints.ts';
import type { CatalogueTables } from './tables.ts';

type Db = Kysely<CatalogueTables>;

const selectDocuments = (db: Db) =>
  db
    .selectFrom('listings as l')
    .modifyFront(readBy('l', 'PRIMARY'))
    .leftJoin('sellers as s', 's.id', 'l.seller_id')
    .select([
      'l.id',
      'l.changed_at',
      'l.state',
      'l.seller_suspended',
      'l.quantity',
      'l.edition_id',
      'l.work_id',
      'l.isbn',
      'l.title',
      'l.authors',
    ])
    .select([
      'l.publisher',
      'l.language',
      'l.format',
      'l.subjects',
      'l.grade',
      'l.price_minor',
      'l.seller_id',
      'l.published_at',
      'l.created_at',
      's.city',
    ]);

type DocumentRow = Awaited<ReturnType<ReturnType<typeof selectDocuments>['execute']>>[number];

const documentOf = (row: DocumentRow): SearchDocument => ({
  listingId: row.id,
  version: row.changed_at,
  listed: row.state === 'active' && row.seller_suspended === 0 && row.quantity > 0,
  editionId: row.edition_id,
  workId: row.work_id,
  isbn: row.isbn,
  title: row.title,
  authors: readList(row.authors),
  publisher: row.publisher,
  language: row.language,
  format: row.format,
  subjects: readList(row.subjects),
  condition: row.grade,
  priceMinor: row.price_minor,
  city: row.city,
  sellerId: row.seller_id,
  publishedAt: row.published_at ?? row.created_at,
});

/** What the index knows of these listings. */
export async function readDocuments(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return [];
  return (await selectDocuments(db).where('l.id', 'in', ids).execute()).map(documentOf);
}

/** Documents of all listings, listed or not, in the order of their ids. */
export async function readDocumentsAfter(db: Db, after: string, limit: number): Promise<SearchDocument[]> {
  return (await selectDocuments(db).where('l.id', '>', after).orderBy('l.id').limit(limit).execute()).map(documentOf);
}

/** Which listings changed at or after `at`, beginning after the listing `after` of that moment. */
export const readChanges = (db: Db, at: number, after: string, limit: number) =>
  db
    .selectFrom('listings')
    .modifyFront(readBy('listings', 'listings_changed'))
    .select(['id', 'changed_at'])
    .where('changed_at', '>=', at)
    .where((is) => is.or([is('changed_at', '>', at), is('id', '>', after)]))
    .orderBy('changed_at')
    .orderBy('id')
    .limit(limit)
    .execute();

export async function countListed(db: Db): Promise<number> {
  const { rows } = await sql<{
    listed: number;
  }>`select count(*) as listed from listings where state = 'active' and seller_suspended = 0`.execute(db);
  return rows[0]?.listed ?? 0;
}

export async function lastChange(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(changed_at) as last from listings`.execute(db);
  return rows[0]?.last ?? 0;
}
