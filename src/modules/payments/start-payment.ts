import { createHash } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { applyOutcome } from './apply-outcome.ts';
import { cardDigits } from './card.ts';
import { checkLater } from './check-payment.ts';
import { gatewayFor, type PaymentsContext } from './context.ts';
import type { Payment, Payments } from './door.ts';
import type { ChargeOutcome, Gateway } from './gateways/gateway.ts';
import { findByKey, insertPayment, type PaymentRow, toPayment } from './store.ts';

type StartPayment = Parameters<Payments['startPayment']>[0];

/** The means of payment that the shop was told, where its page asks for them. */
type Card = { number: string } | undefined;

/**
 * Records a payment, then asks the gateway, outside any transaction. A crash in between loses nothing: a repeat asks the gateway again with the same key,
 * and a check that is recorded with the payment asks what became of it.
 * Errors: `payment.method_unavailable` 422, `payment.amount_unsupported` 422, `card.invalid` 422, `card.unexpected` 422, `idempotency.mismatch` 422, `gateway.no_answer` 503.
 */
export async function startPayment(context: PaymentsContext, input: StartPayment): Promise<Payment> {
  const gateway = gatewayFor(context, input.method);
  const card = cardFor(gateway, input);
  if (!gateway.takes(input))
    throw new DomainError('payment.amount_unsupported', 422, 'This method cannot charge exactly this amount.');
  const { row, isNew } = await recordOrFind(context, gateway, input, card);
  if (row.status !== 'created') return toPayment(row);
  const outcome = await charge(context, gateway, { ...input, card, paymentId: row.id, repeated: !isNew });
  const applied = await applyOutcome(context, row.id, outcome);
  return toPayment(applied ?? row);
}

/** A card number is asked for where the payer is on a page of the shop, and refused, unread, where another page asks. */
function cardFor(gateway: Gateway, input: StartPayment): Card {
  if (gateway.page === 'gateway' && input.card)
    throw new DomainError('card.unexpected', 422, 'The card is asked for on the page of the gateway, never here.');
  return input.method === 'card' ? { number: cardDigits(input.card?.number ?? '') } : undefined;
}

async function recordOrFind(
  context: PaymentsContext,
  gateway: Gateway,
  input: StartPayment,
  card: Card,
): Promise<{ row: PaymentRow; isNew: boolean }> {
  const row = newRow(gateway, input, card);
  if (await insertPayment(context.db, row, (trx) => checkLater(context, trx, row.id, 1)))
    return { row: { ...row, created_at: 0, updated_at: 0 }, isNew: true };
  const known = await findByKey(context.db.query, input.purchaseId, input.idempotencyKey);
  if (!known) throw new Error('A payment with this key is neither new nor known.');
  if (known.body_hash !== row.body_hash)
    throw new DomainError('idempotency.mismatch', 422, 'This idempotency key came with another request.');
  return { row: known, isNew: false };
}

const newRow = (gateway: Gateway, input: StartPayment, card: Card): Omit<PaymentRow, 'created_at' | 'updated_at'> => ({
  id: newId(),
  purchase_id: input.purchaseId,
  idempotency_key: input.idempotencyKey,
  body_hash: createHash('sha256')
    .update(`${input.method} ${card?.number ?? ''} ${String(input.amountMinor)}`)
    .digest('hex'),
  gateway: gateway.name,
  method: input.method,
  status: 'created',
  amount_minor: input.amountMinor,
  received_minor: null,
  received_currency: null,
  currency: input.currency,
  refund_due_minor: 0,
  refunded_minor: 0,
  allocated: 0,
  gateway_reference: null,
  continue_url: null,
  failure_code: null,
  card_ending: card?.number.slice(-4) ?? null,
  hold_expires_at: input.holdExpiresAt,
});

type Asked = Parameters<Gateway['charge']>[0];

async function charge(context: PaymentsContext, gateway: Gateway, asked: Asked & StartPayment): Promise<ChargeOutcome> {
  const { purchaseId: _, idempotencyKey: __, ...given } = asked;
  try {
    return await gateway.charge(given);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const reason = error instanceof Error ? error.message : 'unknown';
    context.log.warn({ paymentId: asked.paymentId, gateway: gateway.name, reason }, 'the gateway gave no answer');
    return unanswered(gateway, asked);
  }
}

/**
 * A gateway that charges at once may have taken the money: the payment is pending, and it is asked again later.
 * One with a page of its own has taken nothing before its payer got there: the payment stays as it is, and the same request goes on with it.
 */
function unanswered(gateway: Gateway, { paymentId, currency }: Asked): ChargeOutcome {
  if (gateway.page === 'gateway')
    throw new DomainError(
      'gateway.no_answer',
      503,
      'The payment gateway gives no answer just now; repeat the request.',
    );
  return { status: 'pending', amountMinor: 0, currency, reference: paymentId };
}
