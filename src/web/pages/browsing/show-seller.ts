import type { Doors } from '../../../compose.ts';
import type { Profile } from '../../../modules/accounts/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import type { PageHandler, PageRequest } from '../../route.ts';
import { queryText } from './query-text.ts';
import { reviewsPage } from './reviews-page.ts';
import { sellerPage } from './seller-page.ts';

const booksAPage = 24;
const reviewsShown = 3;
const reviewsAPage = 20;

/** Who sells: the public side of an account, with its copies for sale and what buyers say. */
export const showSeller: PageHandler = async ({ ctx, doors, params, query }) => {
  const sellerId = sellerIdOf(params);
  const cursor = queryText(query, 'cursor');
  const [profile, books, reviews] = await Promise.all([
    profileOf(doors, sellerId),
    doors.catalogue.search({ sellerId, sort: 'newest', cursor, limit: booksAPage, facets: false }),
    doors.sales.listReviews({ sellerId, limit: reviewsShown }),
  ]);
  const rating = books.items[0]?.seller;
  return { page: sellerPage(ctx, { profile, books, reviews, rating, isFirst: cursor === undefined }) };
};

/** All reviews of a seller. */
export const showReviews: PageHandler = async ({ ctx, doors, params, query }) => {
  const sellerId = sellerIdOf(params);
  const cursor = queryText(query, 'cursor');
  const [profile, reviews] = await Promise.all([
    profileOf(doors, sellerId),
    doors.sales.listReviews({ sellerId, cursor, limit: reviewsAPage }),
  ]);
  return { page: reviewsPage(ctx, { profile, reviews, isFirst: cursor === undefined }) };
};

function sellerIdOf(params: PageRequest['params']): string {
  const id = params.id ?? '';
  if (!isId(id)) throw notFound('seller');
  return id;
}

/** Errors: `seller.not_found`, also for who is suspended. */
async function profileOf(doors: Doors, accountId: string): Promise<Profile> {
  const [profile] = await doors.accounts.publicProfiles({ accountIds: [accountId] });
  if (!profile || profile.suspended) throw notFound('seller');
  return profile;
}
