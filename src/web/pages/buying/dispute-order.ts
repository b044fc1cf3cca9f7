import { isDomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { disputePage } from './dispute-page.ts';
import { keyOf, typed } from './form-values.ts';
import { findOwnPurchase, orderOf } from './own-purchase.ts';

/** An order that can't be disputed leads to its purchase, which says where it stands. */
export const showDispute: PageHandler = async (request): Promise<PageAnswer> => {
  const { purchase } = await findOwnPurchase(request);
  const order = orderOf(request, purchase);
  if (!order.actions.includes('dispute')) return { redirect: paths.purchase(purchase.id) };
  return { page: disputePage(request.ctx, { order, key: newId(), reason: '', errors: {} }) };
};

export const disputeOrder: PageHandler = async (request): Promise<PageAnswer> => {
  const { body, ctx, doors } = request;
  const { purchase, buyer } = await findOwnPurchase(request);
  const order = orderOf(request, purchase);
  const reason = typed(body, 'reason');
  try {
    await doors.sales.disputeOrder({ buyer, orderId: order.id, reason, idempotencyKey: keyOf(body, newId()) });
    return { redirect: paths.purchase(purchase.id), done: 'dispute_sent' };
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'dispute.reason') throw error;
    const errors = { reason: reason.trim() === '' ? ctx.t.orders.disputeMissing : ctx.t.orders.reviewTooLong };
    return { page: disputePage(ctx, { order, key: newId(), reason, errors }), status: 422 };
  }
};
