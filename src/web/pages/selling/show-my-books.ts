import type { ListingState } from '../../../modules/catalogue/index.ts';
import type { PageHandler, PageRequest } from '../../route.ts';
import { memberOf } from '../account/member.ts';
import { myBooksPage } from './my-books-page.ts';

const booksShown = 24;
export const listingStates: readonly ListingState[] = ['active', 'draft', 'paused', 'sold_out', 'removed', 'blocked'];

export const showMyBooks: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const { accountId: sellerId } = memberOf(request);
  const state = stateIn(textOf(request, 'state'));
  const q = textOf(request, 'q').slice(0, 200);
  const cursor = textOf(request, 'cursor');
  const [counts, page] = await Promise.all([
    doors.catalogue.countSellerListings({ sellerId }),
    doors.catalogue.listSellerListings({
      sellerId,
      state,
      q,
      cursor: cursor === '' ? undefined : cursor,
      limit: booksShown,
    }),
  ]);
  return {
    page: myBooksPage(ctx, { state, q, counts, listings: page.items, next: page.nextCursor, later: cursor !== '' }),
  };
};

/** The one that is named, or what is for sale. */
export const stateIn = (name: string): ListingState => listingStates.find((state) => state === name) ?? 'active';

export function textOf({ query }: PageRequest, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}
