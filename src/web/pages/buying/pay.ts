import type { OfferedMethod, Payment, PaymentMethod } from '../../../modules/payments/index.ts';
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
  readonly methods: readonly OfferedMethod[];
  readonly method: PaymentMethod;
  /** Empty where the gateway asks on a page of its own, whatever the form held. */
  readonly card: string;
  readonly key: string;
}

/** Starts a payment. Declined: the same page says why; pending: the purchase's page says what it waits for. */
export const pay: PageHandler = async (request) => {
  const own = await findOwnPurchase(request);
  const chosen = readChoice(request.body, await request.doors.payments.paymentMethods());
  try {
    await countAttempt(request, chosen, own.purchase.id);
    return await answerTo(request, own, chosen, await start(request, own, chosen));
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return refused(request, own, chosen, error);
  }
};

function readChoice(body: PageRequest['body'], methods: readonly OfferedMethod[]): Chosen {
  const testCard = typed(body, 'testCard');
  const wanted = testCard === '' ? typed(body, 'method') : 'card';
  const offered = methods.find(({ method }) => method === wanted) ?? methods[0];
  const method = offered?.method ?? 'card';
  const card = testCard === '' ? typed(body, 'card') : testCard;
  return { methods, method, card: offered?.page === 'shop' ? card : '', key: keyOf(body, newId()) };
}

const perAddress = { limit: 30, windowSeconds: 900 };
const perPurchase = { limit: 10, windowSeconds: 900 };

/** Nobody tries cards by the hundred here, or has a gateway prepare a hundred pages. Errors: `attempts.too_many` 429. */
async function countAttempt({ doors, from }: PageRequest, { method }: Chosen, purchaseId: string): Promise<void> {
  if (method === 'paypal' || method === 'bank_transfer') return;
  await doors.accounts.countAttempt({ key: `card:${from}`, ...perAddress });
  await doors.accounts.countAttempt({ key: `card:${purchaseId}`, ...perPurchase });
}

function start(
  request: PageRequest,
  { purchase, buyer }: OwnPurchase,
  { method, card, key }: Chosen,
): Promise<Payment> {
  const { config, ctx, doors } = request;
  return doors.sales.payPurchase({
    buyer,
    purchaseId: purchase.id,
    method,
    ...(method === 'card' ? { card: { number: card } } : {}),
    idempotencyKey: key,
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
    return answerPayment(request, now, { ...chosen, key: newId(), errors, status: 422 });
  }
  return payment.status === 'paid' ? { redirect, done: 'purchase_paid' } : { redirect };
}

function refused(request: PageRequest, { purchase }: OwnPurchase, chosen: Chosen, error: DomainError): PageAnswer {
  const { checkout } = request.ctx.t;
  const missing = chosen.card.trim() === '' ? checkout.cardMissing : checkout.cardInvalid;
  const errors: Readonly<Record<string, FormErrors>> = {
    'card.invalid': { card: missing },
    'attempts.too_many': { form: chosen.method === 'card' ? checkout.tooManyTries : checkout.tooManyStarts },
    'idempotency.mismatch': { form: checkout.formExpired },
    'payment.amount_unsupported': { form: checkout.amountUnsupported },
    'gateway.no_answer': { form: checkout.gatewaySilent },
  };
  const known = errors[error.code];
  // The same key goes on with a payment that its gateway has not answered to; any other refusal begins a new one.
  const key = error.code === 'gateway.no_answer' ? chosen.key : newId();
  if (known) return answerPayment(request, purchase, { ...chosen, key, errors: known, status: error.status });
  if (error.code === 'purchase.state' || error.code === 'hold.expired')
    return { redirect: paths.purchase(purchase.id) };
  throw error;
}
