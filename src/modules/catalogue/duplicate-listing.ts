import { notFound } from '../../platform/errors.ts';
import type { Context } from './context.ts';
import type { Catalogue, EditionFacts, Listing } from './door.ts';
import { getListingById, publishListing } from './publish-listing.ts';

/** A draft of one copy more like this one, without its photos, which show another copy; a repeated idempotency key answers the one it made. Errors: `listing.not_found`. */
export async function duplicateListing(
  context: Context,
  { sellerId, listingId, idempotencyKey }: Parameters<Catalogue['duplicateListing']>[0],
): Promise<Listing> {
  const listing = await getListingById(context, listingId);
  if (listing.seller.id !== sellerId) throw notFound('listing');
  const { condition, flags, notes, priceMinor } = listing;
  return publishListing(context, {
    sellerId,
    facts: factsOf(listing),
    fields: { condition, flags, notes, priceMinor, quantity: 1 },
    state: 'draft',
    idempotencyKey,
  });
}

const factsOf = (listing: Listing): EditionFacts => ({
  isbn: listing.isbn ?? undefined,
  title: listing.title,
  authors: listing.authors,
  publisher: listing.publisher ?? undefined,
  year: listing.year ?? undefined,
  language: listing.language ?? undefined,
  format: listing.format ?? undefined,
  subjects: listing.subjects,
});
