import type { Kysely } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Context } from './context.ts';
import type { Catalogue, CatalogueEvents, Listing } from './door.ts';
import { type GivenFacts, type GivenFields, invalid, readFacts, readFields } from './listing-input.ts';
import { lookUpFacts } from './look-up-isbn.ts';
import type { EditionRow } from './row.ts';
import { knowSeller } from './sellers.ts';
import { findEditionByIsbn, findOrCreateEdition } from './store-editions.ts';
import { editionCopy, findPublication, insertListings, insertPublication, type NewListing } from './store-listings.ts';
import { lockSeller } from './store-sellers.ts';
import type { CatalogueTables } from './tables.ts';
import { sha256 } from './work.ts';

type Input = Parameters<Catalogue['publishListing']>[0];
type Trx = Kysely<CatalogueTables>;

/** Publishes a book, or keeps it as a draft; a repeated idempotency key answers the listing that it made. */
export async function publishListing(context: Context, input: Input): Promise<Listing> {
  const key = input.idempotencyKey === undefined ? undefined : publicationKey(input, input.idempotencyKey);
  const fields = completeFields(readFields(input.fields, 1));
  const facts = await completeFacts(context, readFacts(input.facts));
  await knowSeller(context, input.sellerId);
  const { id, fresh } = await context.db.transaction(async (trx) => {
    const seller = await lockSeller(trx, input.sellerId);
    const earlier = key && (await findPublication(trx, input.sellerId, key.idempotency_key));
    if (key && earlier) return { id: sameBody(earlier, key).listing_id, fresh: false };
    const edition = await findOrCreateEdition(trx, facts);
    const listing = newListing(trx, {
      sellerId: input.sellerId,
      suspended: seller?.suspended ?? 0,
      edition,
      fields,
      state: input.state ?? 'active',
    });
    if (input.publishedAt !== undefined && listing.published_at !== null) listing.published_at = input.publishedAt;
    await insertListings(trx, [listing]);
    if (key) await insertPublication(trx, { ...key, listing_id: listing.id });
    if (listing.state === 'active')
      await announce(context, trx, { id: listing.id, seller_id: input.sellerId, edition, fields });
    return { id: listing.id, fresh: true };
  });
  if (fresh) await afterPublishing(context, [id]);
  return getListingById(context, id);
}

/** A listing's row as it is inserted; a draft has not been published yet. */
export function newListing(
  trx: Trx,
  given: {
    sellerId: string;
    suspended: number;
    edition: EditionRow;
    fields: Required<GivenFields>;
    state: 'draft' | 'active';
  },
): NewListing & { id: string; published_at: unknown } {
  const { edition, fields } = given;
  const now = nowOf(trx);
  return {
    id: newId(),
    seller_id: given.sellerId,
    ...editionCopy(edition),
    grade: fields.condition,
    flags: JSON.stringify(fields.flags),
    notes: fields.notes,
    price_minor: fields.priceMinor,
    quantity: fields.quantity,
    held: 0,
    sold: 0,
    state: given.state,
    state_before_block: null,
    seller_suspended: given.suspended,
    reference: null,
    import_key: null,
    imported_quantity: null,
    photos: '[]',
    created_at: now,
    updated_at: now,
    published_at: given.state === 'active' ? now : null,
    changed_at: now,
  };
}

export function completeFields(fields: GivenFields): Required<GivenFields> {
  const { condition, priceMinor, quantity } = fields;
  if (condition === undefined) throw invalid('condition', 'A listing needs a condition.');
  if (priceMinor === undefined) throw invalid('price', 'A listing needs a price.');
  return { condition, priceMinor, quantity: quantity ?? 1, flags: fields.flags ?? [], notes: fields.notes ?? '' };
}

/** Where only an ISBN is given that the shop doesn't know, the outside provider may know the book. */
async function completeFacts(context: Context, facts: GivenFacts): Promise<GivenFacts> {
  if (facts.isbn === undefined || facts.title !== undefined) return facts;
  if (await findEditionByIsbn(context.db.query, facts.isbn)) return facts;
  const outside = await lookUpFacts(context, facts.isbn);
  return { ...outside, ...facts };
}

function publicationKey({ sellerId, facts, fields, state }: Input, idempotencyKey: string) {
  return {
    seller_id: sellerId,
    idempotency_key: sha256(idempotencyKey),
    body_hash: sha256(JSON.stringify([facts, fields, state ?? 'active'])),
  };
}

function sameBody<P extends { body_hash: string }>(earlier: P, { body_hash }: { body_hash: string }): P {
  if (earlier.body_hash !== body_hash)
    throw new DomainError('idempotency.mismatch', 422, 'This idempotency key was used for something else.');
  return earlier;
}

type Announced = {
  id: string;
  seller_id: string;
  edition: Pick<EditionRow, 'id' | 'work_id'>;
  fields: Pick<Required<GivenFields>, 'priceMinor' | 'condition'>;
};

export async function announce(
  context: Context,
  trx: Trx,
  { id, seller_id, edition, fields }: Announced,
): Promise<void> {
  const payload: CatalogueEvents['listing.published'] = {
    listingId: id,
    sellerId: seller_id,
    editionId: edition.id,
    workId: edition.work_id,
    priceMinor: fields.priceMinor,
    condition: fields.condition,
  };
  await context.outbox.add(trx, [{ kind: 'listing.published', payload }]);
}

export async function afterPublishing(context: Context, ids: readonly string[]): Promise<void> {
  context.outbox.wake();
  context.count('listings_published', ids.length);
  await context.index.touch(ids);
}

export async function getListingById(context: Context, id: string): Promise<Listing> {
  const [row] = await context.pages.byIds([id]);
  if (!row) throw notFound('listing');
  return row.listing;
}
