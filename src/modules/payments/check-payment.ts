import type { Kysely } from 'kysely';
import { applyOutcome } from './apply-outcome.ts';
import { gatewayNamed, type PaymentsContext } from './context.ts';
import { findPayment, type PaymentRow } from './store.ts';
import type { PaymentsTables } from './tables.ts';

const mostRounds = 14;
const firstDelayMs = 15_000;

/** Asks the gateway about a payment whose notice has not come, ever less often, for about two days after its beginning. */
export async function checkPayment(
  context: PaymentsContext,
  input: { paymentId: string; round: number },
): Promise<void> {
  const payment = await findPayment(context.db.query, input.paymentId);
  if (!payment || !undecided(payment)) return;
  const outcome = await gatewayNamed(context, payment.gateway)?.find({
    paymentId: payment.id,
    reference: payment.gateway_reference,
  });
  if (outcome && outcome.status !== 'pending') {
    await applyOutcome(context, payment.id, outcome);
    return;
  }
  if (input.round < mostRounds) await checkLater(context, context.db.query, payment.id, input.round + 1);
}

const undecided = (payment: PaymentRow): boolean =>
  payment.status === 'pending' || payment.status === 'expired' || payment.status === 'created';

/** Once per payment and round. */
export async function checkLater(
  context: PaymentsContext,
  db: Kysely<PaymentsTables>,
  paymentId: string,
  round: number,
): Promise<void> {
  await context.outbox.add(db, [
    {
      kind: 'job.check_payment',
      payload: { paymentId, round },
      delayMs: firstDelayMs * 2 ** (round - 1),
      key: `check:${paymentId}:${String(round)}`,
    },
  ]);
}
