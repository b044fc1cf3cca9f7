import type { Kysely } from 'kysely';
import { applyOutcome } from './apply-outcome.ts';
import { gatewayNamed, type PaymentsContext } from './context.ts';
import type { Gateway } from './gateways/gateway.ts';
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
  const gateway = payment && gatewayNamed(context, payment.gateway);
  if (!gateway || !mayHaveNews(gateway, payment)) return;
  for (const outcome of await gateway.find({ paymentId: payment.id }))
    if (outcome.status !== 'pending') await applyOutcome(context, payment.id, outcome);
  const now = (await findPayment(context.db.query, payment.id)) ?? payment;
  const next = undecided(now) ? input.round + 1 : mostRounds;
  if (input.round < mostRounds && mayHaveNews(gateway, now)) await checkLater(context, context.db.query, now.id, next);
}

/** On a gateway's own page a payer can try again after a refusal, or pay twice: a decided payment gets one last look. */
const mayHaveNews = (gateway: Gateway, payment: PaymentRow): boolean =>
  gateway.page === 'gateway' || undecided(payment);

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
