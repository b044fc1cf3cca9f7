import { readNow } from '../../platform/db/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Payment } from '../payments/index.ts';
import type { SalesContext } from './context.ts';
import type { Sales } from './door.ts';
import { getOwnPurchase } from './find-buyer.ts';
import { settlePayment } from './settle-payment.ts';
import { type PurchaseRow, updatePurchase } from './store.ts';

type PayPurchase = Parameters<Sales['payPurchase']>[0];

/**
 * Starts a payment of a purchase whose copies are held. Payments keep the idempotency key, with the payment.
 * Errors: `purchase.state` 409, `hold.expired` 409, and those of `startPayment`.
 */
export async function payPurchase(context: SalesContext, input: PayPurchase): Promise<Payment> {
  const purchase = await getOwnPurchase(context, input.buyer, input.purchaseId);
  const repeated =
    (await context.payments.findByKey({ purchaseId: purchase.id, idempotencyKey: input.idempotencyKey })) !== undefined;
  const holdExpiresAt = repeated
    ? (purchase.hold_expires_at ?? 0)
    : await holdForPaying(context, purchase, input.method);
  const payment = await context.payments.startPayment({
    purchaseId: purchase.id,
    amountMinor: purchase.total_minor,
    currency: purchase.currency,
    method: input.method,
    card: input.card,
    description: context.shop.name,
    returnUrl: input.returnUrl,
    holdExpiresAt,
    idempotencyKey: input.idempotencyKey,
  });
  if (payment.status === 'paid') await settlePayment(context, { paymentId: payment.id });
  return context.payments.getPayment({ paymentId: payment.id });
}

/** Choosing a slow method lengthens the hold, once. Answers when it ends. */
async function holdForPaying(
  context: SalesContext,
  purchase: PurchaseRow,
  method: PayPurchase['method'],
): Promise<number> {
  if (purchase.awaiting !== 1)
    throw new DomainError('purchase.state', 409, 'This purchase is not waiting for a payment.');
  if (purchase.hold_expires_at === null || purchase.hold_expires_at <= (await readNow(context.db.query)))
    throw new DomainError('hold.expired', 409, 'The copies are not held any more.');
  if (method !== 'bank_transfer' || purchase.extended === 1) return purchase.hold_expires_at;
  const { expiresAt } = await context.catalogue.extendHold({
    purchaseId: purchase.id,
    attempt: 1,
    holdSeconds: context.shop.slowHoldSeconds,
  });
  await updatePurchase(context.db.query, purchase.id, { hold_expires_at: expiresAt, extended: 1 });
  return expiresAt;
}
