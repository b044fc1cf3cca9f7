import { createHash } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import type { ChargeOutcome } from './gateways/gateway.ts';
import { wasPaid } from './payment.ts';
import { findByReference, findPayment, insertRow, type PaymentRow, type PaymentsTransaction } from './store.ts';

/** A payer can pay twice on a gateway's own page: money that came under another reference is not the money that is known. */
export const isAnotherCharge = (payment: PaymentRow, outcome: ChargeOutcome): boolean =>
  outcome.status === 'paid' && wasPaid(payment.status) && payment.gateway_reference !== outcome.reference;

/** Gives another charge of a paid payment a payment of its own, so that sales owes it back as a second one. Once per reference; the payment is locked by the caller. */
export async function insertAnotherCharge(
  trx: PaymentsTransaction,
  payment: PaymentRow,
  outcome: ChargeOutcome,
): Promise<{ row: PaymentRow; isNew: boolean }> {
  const known = await findByReference(trx, payment.gateway, outcome.reference);
  if (known) return { row: known, isNew: false };
  const id = newId();
  // Nobody can choose this key first: it holds an id that nobody has seen.
  const key = `again:${id}`;
  await insertRow(trx, {
    ...payment,
    id,
    idempotency_key: key,
    body_hash: createHash('sha256').update(key).digest('hex'),
    status: 'paid',
    received_minor: outcome.amountMinor,
    received_currency: outcome.currency === payment.currency ? null : outcome.currency,
    refund_due_minor: 0,
    refunded_minor: 0,
    allocated: 0,
    gateway_reference: outcome.reference,
    continue_url: null,
    failure_code: null,
  });
  const row = await findPayment(trx, id);
  if (!row) throw new Error('A payment that was just inserted is not there.');
  return { row, isNew: true };
}
