import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { repeatable } from './command.ts';
import type { SalesContext } from './context.ts';
import type { Review, Sales } from './door.ts';
import { actorOf, getOwnOrder } from './find-buyer.ts';
import { orderState } from './order.ts';
import { lockOrder, type OrderRow, type SalesTransaction } from './store.ts';
import { insertReview, readRating, readReviewsOf } from './store-reviews.ts';

const longestText = 2_000;

/** A buyer's word about a completed order, once. Errors: `order.state` 409, `review.exists` 409, `review.stars` 422, `review.text` 422. */
export async function reviewOrder(context: SalesContext, input: Parameters<Sales['reviewOrder']>[0]): Promise<Review> {
  const order = await getOwnOrder(context, input.buyer, input.orderId);
  const text = input.text.trim();
  checkReview(input.stars, text);
  const command = {
    actor: actorOf(input.buyer),
    command: `review:${order.id}`,
    key: input.idempotencyKey,
    body: { stars: input.stars, text },
  };
  return repeatable(context, command, {
    first: async (keep) => {
      await context.db.transaction(async (trx) => {
        await writeReview(context, trx, order, { stars: input.stars, text });
        await keep(trx, order.id);
      });
      context.outbox.wake();
      return readOwn(context, order.id);
    },
    again: () => readOwn(context, order.id),
  });
}

function checkReview(stars: number, text: string): void {
  if (!Number.isInteger(stars) || stars < 1 || stars > 5)
    throw new DomainError('review.stars', 422, 'A review has one to five stars.', { field: 'stars' });
  if (text.length > longestText)
    throw new DomainError('review.text', 422, 'A review has at most 2,000 characters.', { field: 'text' });
}

async function writeReview(
  context: SalesContext,
  trx: SalesTransaction,
  order: OrderRow,
  review: { stars: number; text: string },
): Promise<void> {
  const locked = await lockOrder(trx, order.id);
  if (locked?.order.status !== 'completed') throw orderState(locked?.order.status ?? order.status);
  const facts = {
    id: newId(),
    orderId: order.id,
    sellerId: order.seller_id,
    buyerName: firstName(locked.purchase.buyer_name),
  };
  if (!(await insertReview(trx, { ...facts, ...review })))
    throw new DomainError('review.exists', 409, 'This order has a review already.');
  await context.outbox.add(trx, [
    { kind: 'seller.rated', payload: { sellerId: order.seller_id, ...(await readRating(trx, order.seller_id)) } },
  ]);
}

/** A review is public; a first name is enough. */
const firstName = (name: string): string => name.split(/\s+/)[0] ?? name;

async function readOwn(context: SalesContext, orderId: string): Promise<Review> {
  const [review] = await readReviewsOf(context.db.query, [orderId]);
  if (!review) throw new Error('The review that was just written is not there.');
  return review;
}
