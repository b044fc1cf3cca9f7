import { notFound } from '../../platform/errors.ts';
import { applyOutcome } from './apply-outcome.ts';
import { gatewayNamed, type PaymentsContext } from './context.ts';
import type { Payment } from './door.ts';
import { toPayment } from './store.ts';

/**
 * Takes a gateway's signed notice. The same notice twice changes nothing.
 * A signed notice about a payment that is not ours is kept with the notices, for an administrator to look into.
 * Errors: `notice.forged` 401, `gateway.not_found` 404.
 */
export async function receiveNotice(
  context: PaymentsContext,
  input: { gateway: string; headers: Record<string, string>; body: string },
): Promise<Payment | undefined> {
  const gateway = gatewayNamed(context, input.gateway);
  if (!gateway) throw notFound('gateway');
  const notice = await gateway.readNotice(input);
  if (!notice) return undefined;
  const row = await applyOutcome(context, notice.paymentId, notice, {
    gateway: gateway.name,
    noticeId: notice.noticeId,
  });
  if (!row)
    context.log.warn({ gateway: gateway.name, noticeId: notice.noticeId }, 'a notice about a payment that is not ours');
  return row ? toPayment(row) : undefined;
}
