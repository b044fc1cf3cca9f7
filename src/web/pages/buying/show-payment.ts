import type { OfferedMethod } from '../../../modules/payments/index.ts';
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
  return answerPayment(request, purchase, { methods: await request.doors.payments.paymentMethods() });
};

type Given = Partial<Pick<PaymentPage, 'method' | 'card' | 'errors' | 'key'>> & {
  methods: readonly OfferedMethod[];
  status?: number;
};

export function answerPayment(request: PageRequest, purchase: PaymentPage['purchase'], given: Given): PageAnswer {
  const now = Date.now();
  const situation = situationOf(purchase, now);
  if (situation.is !== 'to_pay' && situation.is !== 'waiting') return { redirect: paths.purchase(purchase.id) };
  const { methods, card = payingCard, errors = {}, key = newId(), status = 200 } = given;
  const method = given.method ?? methods[0]?.method ?? 'card';
  const page = paymentPage(request.ctx, {
    purchase,
    holdExpiresAt: situation.holdExpiresAt,
    now,
    key,
    methods,
    method,
    card,
    errors,
    pending: situation.is === 'waiting',
    transferHours: Math.round(request.config.shop.slowHoldSeconds / 3600),
  });
  return { page, status };
}
