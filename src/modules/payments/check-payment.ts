import { applyOutcome } from './apply-outcome.ts';
import { gatewayNamed, type PaymentsContext } from './context.ts';
import { findPayment, type PaymentRow } from './store.ts';

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
  if (input.round < mostRounds) await checkLater(context, payment.id, input.round + 1);
}

const undecided = (payment: PaymentRow): boolean =>
  payment.status === 'pending' || payment.status === 'expired' || payment.status === 'created';

async function checkLater(context: PaymentsContext, paymentId: string, round: number): Promise<void> {
  await context.outbox.add(context.db.query, [
    {
      kind: 'job.check_payment',
      payload: { paymentId, round },
      delayMs: firstDelayMs * 2 ** (round - 1),
      key: `check:${paymentId}:${String(round)}`,
    },
  ]);
}
