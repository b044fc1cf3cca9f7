import { newId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { findOwnPurchase } from './own-purchase.ts';
import { type PaymentPage, paymentPage } from './payment-page.ts';
import { situationOf } from './situation.ts';
import { payingCard } from './test-cards.ts';

/** A purchase that can't be paid (any more) leads to its own page, which says why. */
export const showPayment: PageHandler = async (request): Promise<PageAnswer> => {
  const { purchase } = await findOwnPurchase(request);
  return answerPayment(request, purchase, {});
};

type Given = Partial<Pick<PaymentPage, 'method' | 'card' | 'errors'>> & { status?: number };

export function answerPayment(request: PageRequest, purchase: PaymentPage['purchase'], given: Given): PageAnswer {
  const now = Date.now();
  const situation = situationOf(purchase, now);
  if (situation.is !== 'to_pay' && situation.is !== 'waiting') return { redirect: paths.purchase(purchase.id) };
  const { method = 'card', card = payingCard, errors = {}, status = 200 } = given;
  const page = paymentPage(request.ctx, {
    purchase,
    holdExpiresAt: situation.holdExpiresAt,
    now,
    key: newId(),
    method,
    card,
    errors,
    pending: situation.is === 'waiting',
    transferHours: Math.round(request.config.shop.slowHoldSeconds / 3600),
  });
  return { page, status };
}
