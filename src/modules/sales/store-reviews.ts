import type { Selectable } from 'kysely';
import { insertIgnore, nowOf } from '../../platform/db/index.ts';
import type { Review } from './door.ts';
import type { SalesDb } from './store.ts';
import type { ReviewsTable } from './tables.ts';

export async function readReviewsOf(db: SalesDb, orderIds: readonly string[]): Promise<Review[]> {
  if (orderIds.length === 0) return [];
  const rows = await db
    .selectFrom('reviews')
    .selectAll()
    .where('order_id', 'in', [...orderIds])
    .execute();
  return rows.map(toReview);
}

/** Writes a review unless its order has one; answers whether it did. */
export async function insertReview(
  db: SalesDb,
  review: Omit<Review, 'createdAt'> & { createdAt?: number },
): Promise<boolean> {
  const row = {
    id: review.id,
    order_id: review.orderId,
    seller_id: review.sellerId,
    buyer_name: review.buyerName,
    stars: review.stars,
    text: review.text,
    created_at: review.createdAt ?? nowOf(db),
  };
  return (await insertIgnore(db, 'reviews', [row])) === 1;
}

/** A seller's mean in hundredths of a star, and the number of reviews. */
export async function readRating(
  db: SalesDb,
  sellerId: string,
): Promise<{ ratingHundredths: number; reviews: number }> {
  const row = await db
    .selectFrom('reviews')
    .select([(eb) => eb.fn.countAll<number>().as('count'), (eb) => eb.fn.sum<number | null>('stars').as('sum')])
    .where('seller_id', '=', sellerId)
    .executeTakeFirstOrThrow();
  const count = row.count;
  return { ratingHundredths: count === 0 ? 0 : Math.round(((row.sum ?? 0) * 100) / count), reviews: count };
}

/** Newest first; the cursor is the time and id of the last one of the page before. */
export async function readReviewPage(
  db: SalesDb,
  input: { sellerId: string; before?: { at: number; id: string } | undefined; limit: number },
): Promise<Review[]> {
  const { before } = input;
  const rows = await db
    .selectFrom('reviews')
    .selectAll()
    .where('seller_id', '=', input.sellerId)
    .$if(before !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('created_at', '<', before?.at ?? 0),
          eb.and([eb('created_at', '=', before?.at ?? 0), eb('id', '<', before?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit)
    .execute();
  return rows.map(toReview);
}

const toReview = (row: Selectable<ReviewsTable>): Review => ({
  id: row.id,
  orderId: row.order_id,
  sellerId: row.seller_id,
  buyerName: row.buyer_name,
  stars: row.stars,
  text: row.text,
  createdAt: row.created_at,
});
