import { notFound } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import type { Page } from '../accounts/index.ts';
import type { Context } from './context.ts';
import { boundedLimit, pageOf, readCursor } from './cursor.ts';
import type { Catalogue, Listing, ListingState } from './door.ts';
import { findIsbn } from './isbn.ts';
import type { PageRow } from './row.ts';
import { foldText } from './search/fold-text.ts';
import { countByState, findLastOfPart, listForSitemap } from './store-listings.ts';
import { titleKeyOf } from './work.ts';

const seenByAnyone: readonly ListingState[] = ['active', 'sold_out'];

const isVisible = ({ listing, suspended }: PageRow): boolean => seenByAnyone.includes(listing.state) && !suspended;

/** In the order asked for; what is for sale or sold out. */
export async function getListings(context: Context, { listingIds }: { listingIds: string[] }): Promise<Listing[]> {
  const ids = [...new Set(listingIds)];
  const rows = (await Promise.all(chunks(ids, 100).map((chunk) => context.pages.byIds(chunk)))).flat();
  const byId = new Map(rows.filter(isVisible).map(({ listing }) => [listing.id, listing]));
  return listingIds.flatMap((id) => byId.get(id) ?? []);
}

/** Errors: `listing.not_found`, also for what only its seller may see. */
export async function getListing(
  context: Context,
  { listingId, viewerId, asAdministrator }: Parameters<Catalogue['getListing']>[0],
): Promise<Listing> {
  const [row] = await context.pages.byIds([listingId]);
  if (!row || !(isVisible(row) || asAdministrator || row.listing.seller.id === viewerId)) throw notFound('listing');
  return row.listing;
}

/** Copies for sale of an edition, cheapest first. */
export async function listEditionListings(
  context: Context,
  input: Parameters<Catalogue['listEditionListings']>[0],
): Promise<Page<Listing>> {
  const limit = boundedLimit(input.limit);
  const rows = await context.pages.ofEdition(input.editionId, readCursor(input.cursor, 'number'), limit + 1);
  return pageOf(rows, limit, ({ listing }) => [listing.priceMinor, listing.id], listingIn);
}

/** The seller's own in any state, newest first; `q` is a part of title or author, or an ISBN. */
export async function listSellerListings(
  context: Context,
  input: Parameters<Catalogue['listSellerListings']>[0],
): Promise<Page<Listing>> {
  const limit = boundedLimit(input.limit);
  const before = readCursor(input.cursor, 'string')?.[1];
  const titlePart = foldText((input.q ?? '').slice(0, 200)).trim();
  const isbn = findIsbn(input.q ?? '');
  const filter = {
    ...(input.state === undefined ? {} : { state: input.state }),
    ...(before === undefined ? {} : { before }),
    ...(isbn === undefined ? (titlePart === '' ? {} : { titlePart }) : { isbn }),
  };
  return pageOf(await context.pages.ofSeller(input.sellerId, filter, limit + 1), limit, keyById, listingIn);
}

const keyById = ({ listing }: PageRow) => ['', listing.id] as const;
const listingIn = ({ listing }: PageRow): Listing => listing;

/** Everyone's, newest first; `q` is an id, an ISBN, or the beginning of a title. */
export async function searchListingsAsAdministrator(
  context: Context,
  input: Parameters<Catalogue['searchListingsAsAdministrator']>[0],
): Promise<Page<Listing>> {
  const limit = boundedLimit(input.limit);
  const q = (input.q ?? '').trim().slice(0, 200);
  if (isId(q)) return { items: (await context.pages.byIds([q])).map(listingIn), nextCursor: null };
  const before = readCursor(input.cursor, 'string');
  const isbn = findIsbn(q);
  if (isbn !== undefined)
    return pageOf(await context.pages.ofIsbn(isbn, input.state, before?.[1], limit + 1), limit, keyById, listingIn);
  const beginning = foldText(q).trim();
  if (beginning === '')
    return pageOf(await context.pages.ofState(input.state, before?.[1], limit + 1), limit, keyById, listingIn);
  return pageOf(
    await context.pages.byTitle(beginning, input.state, before, limit + 1),
    limit,
    ({ listing }) => [titleKeyOf(listing.title, listing.authors), listing.id],
    listingIn,
  );
}

export async function countSellerListings(
  context: Context,
  { sellerId }: { sellerId: string },
): Promise<Record<ListingState, number>> {
  const counts: Record<ListingState, number> = { draft: 0, active: 0, paused: 0, sold_out: 0, removed: 0, blocked: 0 };
  for (const row of await countByState(context.db.query, sellerId)) counts[row.state] = row.listings;
  return counts;
}

/** Listings for sale after `after`, by id: the last id is where the next page begins. Fewer than `limit` means the end. */
export async function sitemap(
  context: Context,
  input: Parameters<Catalogue['sitemap']>[0],
): Promise<{ listingId: string; updatedAt: number }[]> {
  const limit = Math.min(50_000, Math.max(1, input.limit));
  const rows = await listForSitemap(context.db.query, input.after, limit);
  return rows.map((row) => ({ listingId: row.id, updatedAt: row.updated_at }));
}

/** Where each part of about `size` listings begins: after the last id of the part before. */
export async function sitemapParts(context: Context, { size }: { size: number }): Promise<string[]> {
  const beginnings = [''];
  for (let last = ''; ; beginnings.push(last)) {
    const found = await findLastOfPart(context.db.query, last, size);
    if (!found) return beginnings;
    last = found.id;
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
