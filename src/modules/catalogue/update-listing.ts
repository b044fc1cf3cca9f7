import type { Kysely, UpdateObject } from 'kysely';
import { nowOf } from '../../platform/db/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import type { Context } from './context.ts';
import type { Catalogue, Listing, ListingState } from './door.ts';
import { type GivenFacts, type GivenFields, readFacts, readFields } from './listing-input.ts';
import { nextState, stateWithCopies, wrongState } from './listing-state.ts';
import { announce, getListingById } from './publish-listing.ts';
import { type EditionRow, readList } from './row.ts';
import { type LockedListing, lockCopies } from './store-copies.ts';
import { changeEdition, deleteEdition, findEdition, findOrCreateEdition } from './store-editions.ts';
import { changeListing, editionCopy, getListingRow } from './store-listings.ts';
import type { CatalogueTables, ListingsTable } from './tables.ts';

type Input = Parameters<Catalogue['updateListing']>[0];
type Trx = Kysely<CatalogueTables>;
type Changes = UpdateObject<CatalogueTables, 'listings'>;

/** Edits, pauses, resumes, restocks or removes a seller's listing. Errors: `listing.not_found`, `listing.state` 409, `listing.held` 409. */
export async function updateListing(context: Context, input: Input): Promise<Listing> {
  const facts = readFacts(input.facts ?? {});
  const fields = readFields(input.fields ?? {}, 0);
  const published = await context.db.transaction(async (trx) => {
    const locked = (await lockCopies(trx, [input.listingId])).listings.get(input.listingId);
    if (locked?.seller_id !== input.sellerId) throw notFound('listing');
    if (locked.state === 'removed' && input.state === 'removed') return false;
    const row = await getListingRow(trx, input.listingId);
    const state = stateAfter(locked, fields.quantity, input.state);
    const edition = await editionAfter(trx, row, facts);
    const first = state === 'active' && row.published_at === null;
    const changes = {
      ...changedFields(fields),
      state,
      ...(edition ? editionCopy(edition) : {}),
      ...(first ? { published_at: nowOf(trx) } : {}),
    };
    await changeListing(trx, row.id, changes);
    if (edition) await leaveOwnEdition(trx, row, edition);
    if (first) await announceRow(context, trx, { ...row, ...(edition ? editionCopy(edition) : {}) }, fields);
    return first;
  });
  if (published) {
    context.outbox.wake();
    context.count('listings_published', 1);
  }
  await context.index.touch([input.listingId]);
  return getListingById(context, input.listingId);
}

/** The copies first, then what the seller asked for. */
function stateAfter(listing: LockedListing, wantedQuantity: number | undefined, wanted: Input['state']): ListingState {
  const quantity = wantedQuantity ?? listing.quantity;
  if (listing.state === 'removed') throw wrongState('removed', wanted ?? 'edited');
  if (quantity < listing.held || (wanted === 'removed' && listing.held > 0)) throw heldCopies(listing.held);
  const state = nextState(stateWithCopies(listing.state, quantity), wanted);
  if (wanted === 'active' && quantity === 0) throw wrongState(listing.state, 'active');
  return state;
}

export const heldCopies = (held: number): DomainError =>
  new DomainError('listing.held', 409, `${String(held)} of the copies are set aside for a buyer at the moment.`, {
    held,
  });

/** The edition that the listing is of from now on, where that changes: an edition with ISBN keeps its facts, whatever a seller says. */
async function editionAfter(trx: Trx, row: ListingsTable, facts: GivenFacts): Promise<EditionRow | undefined> {
  if (Object.keys(facts).length === 0) return undefined;
  if (facts.isbn !== undefined && facts.isbn !== row.isbn)
    return findOrCreateEdition(trx, { ...factsOf(row), ...facts });
  if (row.isbn !== null) return undefined;
  const edition = await findEdition(trx, row.edition_id);
  return edition && changeEdition(trx, edition, facts);
}

export const factsOf = (row: ListingsTable): GivenFacts => ({
  title: row.title,
  authors: readList(row.authors),
  publisher: row.publisher,
  ...(row.year === null ? {} : { year: row.year }),
  language: row.language,
  ...(row.format === null ? {} : { format: row.format }),
  subjects: readList(row.subjects),
});

/** An edition without ISBN belongs to its listing, and goes with it. */
async function leaveOwnEdition(trx: Trx, row: ListingsTable, edition: EditionRow): Promise<void> {
  if (row.isbn === null && edition.id !== row.edition_id) await deleteEdition(trx, row.edition_id);
}

export function changedFields(fields: GivenFields): Changes {
  return {
    ...(fields.condition === undefined ? {} : { grade: fields.condition }),
    ...(fields.flags === undefined ? {} : { flags: JSON.stringify(fields.flags) }),
    ...(fields.notes === undefined ? {} : { notes: fields.notes }),
    ...(fields.priceMinor === undefined ? {} : { price_minor: fields.priceMinor }),
    ...(fields.quantity === undefined ? {} : { quantity: fields.quantity }),
  };
}

async function announceRow(context: Context, trx: Trx, row: ListingsTable, fields: GivenFields): Promise<void> {
  const edition = { id: row.edition_id, work_id: row.work_id };
  const now = { priceMinor: fields.priceMinor ?? row.price_minor, condition: fields.condition ?? row.grade };
  await announce(context, trx, { id: row.id, seller_id: row.seller_id, edition, fields: now });
}
