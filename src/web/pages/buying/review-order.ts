import { isDomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { keyOf, typed } from './form-values.ts';
import { findOwnPurchase, orderOf } from './own-purchase.ts';
import { reviewPage } from './review-page.ts';

export const showReview: PageHandler = async (request): Promise<PageAnswer> => {
  const { purchase } = await findOwnPurchase(request);
  const order = orderOf(request, purchase);
  if (!order.actions.includes('review')) return { redirect: paths.purchase(purchase.id) };
  const review = { purchaseId: purchase.id, order, key: newId(), given: { stars: '', text: '' }, errors: {} };
  return { page: reviewPage(request.ctx, review) };
};

export const reviewOrder: PageHandler = async (request): Promise<PageAnswer> => {
  const { body, ctx, doors } = request;
  const { purchase, buyer } = await findOwnPurchase(request);
  const order = orderOf(request, purchase);
  const given = { stars: typed(body, 'stars'), text: typed(body, 'text').replaceAll('\r\n', '\n') };
  try {
    const stars = Number(given.stars || '0');
    await doors.sales.reviewOrder({
      buyer,
      orderId: order.id,
      stars,
      text: given.text,
      idempotencyKey: keyOf(body, newId()),
    });
    return { redirect: paths.purchase(purchase.id), done: 'review_written' };
  } catch (error) {
    const errors = isDomainError(error) ? errorsOf(ctx, error.code) : undefined;
    if (!errors) throw error;
    return { page: reviewPage(ctx, { purchaseId: purchase.id, order, key: newId(), given, errors }), status: 422 };
  }
};

function errorsOf({ t }: PageContext, code: string): FormErrors | undefined {
  if (code === 'review.stars') return { stars: t.orders.reviewMissing };
  return code === 'review.text' ? { text: t.orders.reviewTooLong } : undefined;
}
