import { pageOf } from '../../platform/cursor.ts';
import { DomainError } from '../../platform/errors.ts';
import { isId, newId } from '../../platform/ids.ts';
import type { SalesContext } from './context.ts';
import type { Review, Sales } from './door.ts';
import { insertReview, readRating, readReviewPage } from './store-reviews.ts';

/** A seller's reviews, newest first. Errors: `cursor.invalid` 400. */
export async function listReviews(
  context: SalesContext,
  input: Parameters<Sales['listReviews']>[0],
): ReturnType<Sales['listReviews']> {
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const reviews = await readReviewPage(context.db.query, { sellerId: input.sellerId, before, limit: input.limit + 1 });
  return pageOf(reviews, input.limit, cursorOf);
}

const cursorOf = (review: Review): string =>
  Buffer.from(`${String(review.createdAt)} ${review.id}`).toString('base64url');

function readCursor(cursor: string): { at: number; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (!/^\d{1,15}$/.test(at) || !isId(id))
    throw new DomainError('cursor.invalid', 400, 'The cursor is not one of ours.');
  return { at: Number(at), id };
}

/** For the demonstration: reviews of sellers, as if of orders that are not kept. */
export async function seedReviews(context: SalesContext, input: Parameters<Sales['seedReviews']>[0]): Promise<void> {
  await context.db.transaction(async (trx) => {
    for (const review of input.reviews) await insertReview(trx, { ...review, id: newId(), orderId: newId() });
    for (const sellerId of new Set(input.reviews.map((review) => review.sellerId)))
      await context.outbox.add(trx, [
        { kind: 'seller.rated', payload: { sellerId, ...(await readRating(trx, sellerId)) } },
      ]);
  });
  context.outbox.wake();
}
