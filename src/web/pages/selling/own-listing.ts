import type { Listing } from '../../../modules/catalogue/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import type { PageRequest } from '../../route.ts';
import { memberOf } from '../account/member.ts';

/** The id in the address, where it can be one. Errors: `listing.not_found`. */
export function listingIdOf({ params }: PageRequest): string {
  const id = params.id ?? '';
  if (!isId(id)) throw notFound('listing');
  return id;
}

/** The viewer's own listing; another's is not there, though anyone may see its page. Errors: `listing.not_found`. */
export async function ownListing(request: PageRequest): Promise<Listing> {
  const { accountId } = memberOf(request);
  const listing = await request.doors.catalogue.getListing({ listingId: listingIdOf(request), viewerId: accountId });
  if (listing.seller.id !== accountId) throw notFound('listing');
  return listing;
}
