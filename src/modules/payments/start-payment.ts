import { createHash } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { applyOutcome } from './apply-outcome.ts';
import { cardDigits } from './card.ts';
import { checkLater } from './check-payment.ts';
import { gatewayFor, type PaymentsContext } from './context.ts';
import type { Payment, Payments } from './door.ts';
import type { ChargeOutcome } from './gateways/gateway.ts';
import { findByKey, insertPayment, type PaymentRow, toPayment } from './store.ts';

type StartPayment = Parameters<Payments['startPayment']>[0];

/**
 * Records a payment, then asks the gateway, outside any transaction. A crash in between loses nothing: a repeat asks the gateway again with the same key,
 * and a check that is recorded with the payment asks what became of it.
 * Errors: `card.invalid` 422, `idempotency.mismatch` 422.
 */
export async function startPayment(context: PaymentsContext, input: StartPayment): Promise<Payment> {
  const card = input.method === 'card' ? { number: cardDigits(input.card?.number ?? '') } : undefined;
  const row = await recordOrFind(context, input, card);
  if (row.status !== 'created') return toPayment(row);
  const outcome = await charge(context, row, input, card);
  const applied = await applyOutcome(context, row.id, outcome);
  return toPayment(applied ?? row);
}

async function recordOrFind(
  context: PaymentsContext,
  input: StartPayment,
  card: { number: string } | undefined,
): Promise<PaymentRow> {
  const row = newRow(context, input, card);
  if (!(await insertPayment(context.db, row, (trx) => checkLater(context, trx, row.id, 1)))) {
    const known = await findByKey(context.db.query, input.purchaseId, input.idempotencyKey);
    if (!known) throw new Error('A payment with this key is neither new nor known.');
    if (known.body_hash !== row.body_hash)
      throw new DomainError('idempotency.mismatch', 422, 'This idempotency key came with another request.');
    return known;
  }
  return { ...row, created_at: 0, updated_at: 0 };
}

function newRow(
  context: PaymentsContext,
  input: StartPayment,
  card: { number: string } | undefined,
): Omit<PaymentRow, 'created_at' | 'updated_at'> {
  return {
    id: newId(),
    purchase_id: input.purchaseId,
    idempotency_key: input.idempotencyKey,
    body_hash: createHash('sha256')
      .update(`${input.method} ${card?.number ?? ''} ${String(input.amountMinor)}`)
      .digest('hex'),
    gateway: gatewayFor(context, input.method).name,
    method: input.method,
    status: 'created',
    amount_minor: input.amountMinor,
    received_minor: null,
    currency: input.currency,
    refund_due_minor: 0,
    refunded_minor: 0,
    allocated: 0,
    gateway_reference: null,
    continue_url: null,
    failure_code: null,
    card_ending: card?.number.slice(-4) ?? null,
    hold_expires_at: input.holdExpiresAt,
  };
}

/** A gateway that gives no answer leaves the payment pending: it may have taken the money, so it is asked again later. */
async function charge(
  context: PaymentsContext,
  row: PaymentRow,
  input: StartPayment,
  card: { number: string } | undefined,
): Promise<ChargeOutcome> {
  try {
    return await gatewayFor(context, input.method).charge({
      paymentId: row.id,
      amountMinor: input.amountMinor,
      currency: input.currency,
      method: input.method,
      card,
      description: input.description,
      returnUrl: input.returnUrl,
      holdExpiresAt: input.holdExpiresAt,
    });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    context.log.warn(
      { paymentId: row.id, gateway: row.gateway, reason: error instanceof Error ? error.message : 'unknown' },
      'the gateway gave no answer',
    );
    return { status: 'pending', amountMinor: 0, currency: input.currency, reference: row.id };
  }
}
