import type { Payment, PaymentMethod } from '../../../modules/payments/index.ts';
import { type DomainError, isDomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, PageHandler, PageRequest } from '../../route.ts';
import { failureText } from './failure-text.ts';
import { keyOf, typed } from './form-values.ts';
import { findOwnPurchase, type OwnPurchase } from './own-purchase.ts';
import { answerPayment } from './show-payment.ts';

interface Chosen {
  readonly method: PaymentMethod;
  readonly card: string;
}

/** Starts a payment. Declined: the same page says why; pending: the purchase's page says what it waits for. */
export const pay: PageHandler = async (request) => {
  const own = await findOwnPurchase(request);
  const chosen = readChoice(request.body);
  try {
    if (chosen.method === 'card') await countCardAttempt(request, own.purchase.id);
    return await answerTo(request, own, chosen, await start(request, own, chosen));
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return refused(request, own, chosen, error);
  }
};

function readChoice(body: PageRequest['body']): Chosen {
  const testCard = typed(body, 'testCard');
  if (testCard !== '') return { method: 'card', card: testCard };
  const method = typed(body, 'method');
  return { method: method === 'paypal' || method === 'bank_transfer' ? method : 'card', card: typed(body, 'card') };
}

const perAddress = { limit: 30, windowSeconds: 900 };
const perPurchase = { limit: 10, windowSeconds: 900 };

/** Nobody tries cards by the hundred here. Errors: `attempts.too_many` 429. */
async function countCardAttempt({ doors, from }: PageRequest, purchaseId: string): Promise<void> {
  await doors.accounts.countAttempt({ key: `card:${from}`, ...perAddress });
  await doors.accounts.countAttempt({ key: `card:${purchaseId}`, ...perPurchase });
}

function start(request: PageRequest, { purchase, buyer }: OwnPurchase, { method, card }: Chosen): Promise<Payment> {
  const { config, ctx, doors, body } = request;
  return doors.sales.payPurchase({
    buyer,
    purchaseId: purchase.id,
    method,
    ...(method === 'card' ? { card: { number: card } } : {}),
    idempotencyKey: keyOf(body, newId()),
    returnUrl: config.publicUrl + ctx.url(paths.purchase(purchase.id)),
  });
}

async function answerTo(
  request: PageRequest,
  { purchase, buyer }: OwnPurchase,
  chosen: Chosen,
  payment: Payment,
): Promise<PageAnswer> {
  const redirect = paths.purchase(purchase.id);
  if (payment.status === 'failed') {
    const now = await request.doors.sales.getPurchase({ buyer, purchaseId: purchase.id });
    const message = failureText(request.ctx, payment.failureCode);
    const errors: FormErrors = chosen.method === 'card' ? { card: message } : { form: message };
    return answerPayment(request, now, { ...chosen, errors, status: 422 });
  }
  return payment.status === 'paid' ? { redirect, done: 'purchase_paid' } : { redirect };
}

function refused(request: PageRequest, { purchase }: OwnPurchase, chosen: Chosen, error: DomainError): PageAnswer {
  const { checkout } = request.ctx.t;
  const missing = chosen.card.trim() === '' ? checkout.cardMissing : checkout.cardInvalid;
  const errors: Readonly<Record<string, FormErrors>> = {
    'card.invalid': { card: missing },
    'attempts.too_many': { form: checkout.tooManyTries },
    'idempotency.mismatch': { form: checkout.formExpired },
  };
  const known = errors[error.code];
  if (known) return answerPayment(request, purchase, { ...chosen, errors: known, status: error.status });
  if (error.code === 'purchase.state' || error.code === 'hold.expired')
    return { redirect: paths.purchase(purchase.id) };
  throw error;
}
